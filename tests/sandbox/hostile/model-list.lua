-- writes to a list of the model
return check {
  id = "model-list",
  title = "model-list",
  each_item = function(item, opt, flag)
    item.units[1] = nil -- HERE
  end,
}
