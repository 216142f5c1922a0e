-- a module of the system
return check {
  id = "escape-require",
  title = "escape-require",
  each_item = function(item, opt, flag)
    require("socket") -- HERE
  end,
}
