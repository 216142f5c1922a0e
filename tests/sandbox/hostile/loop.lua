-- loops without end
return check {
  id = "loop",
  title = "loop",
  each_item = function(item, opt, flag)
    while true do end -- HERE
  end,
}
