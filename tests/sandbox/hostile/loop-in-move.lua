-- moves a million million absent values
return check {
  id = "loop-in-move",
  title = "loop-in-move",
  each_item = function(item, opt, flag)
    pcall(table.move, {}, 1, 1 << 40, 2) -- HERE
  end,
}
