-- an error of half a megabyte
return check {
  id = "error-huge",
  title = "error-huge",
  each_item = function(item, opt, flag)
    error(("很长"):rep(90000)) -- HERE
  end,
}
