-- an error
return check {
  id = "error-text",
  title = "error-text",
  each_item = function(item, opt, flag)
    error("quite wrong") -- HERE
  end,
}
