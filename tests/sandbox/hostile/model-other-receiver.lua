-- calls a method of an item on a list
return check {
  id = "model-other-receiver",
  title = "model-other-receiver",
  each_item = function(item, opt, flag)
    item.span(item.units, "task") -- HERE
  end,
}
