-- loops inside pcall, again and again
return check {
  id = "loop-in-pcall",
  title = "loop-in-pcall",
  each_item = function(item, opt, flag)
    while true do
      pcall(function()
        while true do end -- HERE
      end)
    end
  end,
}
