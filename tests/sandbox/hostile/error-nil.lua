-- an error that is nothing
return check {
  id = "error-nil",
  title = "error-nil",
  each_item = function(item, opt, flag)
    error(nil) -- HERE
  end,
}
