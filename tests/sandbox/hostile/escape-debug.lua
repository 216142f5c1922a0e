-- looks at itself
return check {
  id = "escape-debug",
  title = "escape-debug",
  each_item = function(item, opt, flag)
    debug.getregistry() -- HERE
  end,
}
