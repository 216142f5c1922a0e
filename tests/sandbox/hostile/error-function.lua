-- an error that is a function
return check {
  id = "error-function",
  title = "error-function",
  each_item = function(item, opt, flag)
    error(print) -- HERE
  end,
}
