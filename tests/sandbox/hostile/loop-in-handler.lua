-- loops in the message handler of xpcall
return check {
  id = "loop-in-handler",
  title = "loop-in-handler",
  each_item = function(item, opt, flag)
    xpcall(error, function()
      while true do end -- HERE
    end)
  end,
}
