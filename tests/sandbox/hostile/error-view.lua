-- an error that is an item
return check {
  id = "error-view",
  title = "error-view",
  each_item = function(item, opt, flag)
    error(item) -- HERE
  end,
}
