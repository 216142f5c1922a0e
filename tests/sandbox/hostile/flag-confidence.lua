-- a confidence that is not a number
return check {
  id = "flag-confidence",
  title = "flag-confidence",
  each_item = function(item, opt, flag)
    flag { at = item, confidence = 0 / 0 } -- HERE
  end,
}
