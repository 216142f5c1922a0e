-- asks for what is not there
return check {
  id = "model-unknown",
  title = "model-unknown",
  each_item = function(item, opt, flag)
    return item.taks -- HERE
  end,
}
