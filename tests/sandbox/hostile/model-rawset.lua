-- writes to an item past its metatable
return check {
  id = "model-rawset",
  title = "model-rawset",
  each_item = function(item, opt, flag)
    rawset(item, "task", "done") -- HERE
  end,
}
