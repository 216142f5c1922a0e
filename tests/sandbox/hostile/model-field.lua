-- writes to an item
return check {
  id = "model-field",
  title = "model-field",
  each_item = function(item, opt, flag)
    item.task = "done" -- HERE
  end,
}
