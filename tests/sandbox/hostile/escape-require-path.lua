-- a module outside its folder
return check {
  id = "escape-require-path",
  title = "escape-require-path",
  each_item = function(item, opt, flag)
    require("../../secret") -- HERE
  end,
}
