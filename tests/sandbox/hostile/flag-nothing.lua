-- flags nothing
return check {
  id = "flag-nothing",
  title = "flag-nothing",
  each_item = function(item, opt, flag)
    flag() -- HERE
  end,
}
