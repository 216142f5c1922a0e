-- a message that is a list
return check {
  id = "flag-table-message",
  title = "flag-table-message",
  each_item = function(item, opt, flag)
    flag { at = item, message = { 1, 2 } } -- HERE
  end,
}
