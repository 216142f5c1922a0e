-- leaves
return check {
  id = "escape-exit",
  title = "escape-exit",
  each_item = function(item, opt, flag)
    os.exit(0) -- HERE
  end,
}
