-- a severity that is none
return check {
  id = "flag-severity",
  title = "flag-severity",
  each_item = function(item, opt, flag)
    flag { at = item, severity = "fatal" } -- HERE
  end,
}
