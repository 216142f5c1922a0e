-- loops in the callback of gsub
return check {
  id = "loop-in-gsub",
  title = "loop-in-gsub",
  each_item = function(item, opt, flag)
    item.task:gsub(".", function()
      while true do end -- HERE
    end)
  end,
}
