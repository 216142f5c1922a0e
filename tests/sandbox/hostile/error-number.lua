-- an error that is not a number
return check {
  id = "error-number",
  title = "error-number",
  each_item = function(item, opt, flag)
    error(0 / 0) -- HERE
  end,
}
