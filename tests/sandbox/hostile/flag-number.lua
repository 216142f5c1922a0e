-- flags a number
return check {
  id = "flag-number",
  title = "flag-number",
  each_item = function(item, opt, flag)
    flag { at = 5 } -- HERE
  end,
}
