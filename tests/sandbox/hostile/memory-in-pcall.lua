-- every failure caught, and on it goes
return check {
  id = "memory-in-pcall",
  title = "memory-in-pcall",
  each_item = function(item, opt, flag)
    local keep = {}
    while true do
      pcall(function()
        while true do keep[#keep + 1] = ("x"):rep(10000) .. #keep end -- HERE
      end)
    end
  end,
}
