-- an error that is a table
return check {
  id = "error-table",
  title = "error-table",
  each_item = function(item, opt, flag)
    error({ code = 1 }) -- HERE
  end,
}
