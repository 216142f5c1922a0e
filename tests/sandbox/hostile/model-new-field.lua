-- adds to an item
return check {
  id = "model-new-field",
  title = "model-new-field",
  each_item = function(item, opt, flag)
    item.extra_note = "done" -- HERE
  end,
}
