-- calls a method of an item on a table
return check {
  id = "model-wrong-receiver",
  title = "model-wrong-receiver",
  each_item = function(item, opt, flag)
    item.span({}, "task") -- HERE
  end,
}
