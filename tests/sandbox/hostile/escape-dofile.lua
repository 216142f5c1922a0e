-- runs a file
return check {
  id = "escape-dofile",
  title = "escape-dofile",
  each_item = function(item, opt, flag)
    dofile("/etc/profile") -- HERE
  end,
}
