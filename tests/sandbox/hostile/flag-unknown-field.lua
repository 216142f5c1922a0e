-- a field that findings do not have
return check {
  id = "flag-unknown-field",
  title = "flag-unknown-field",
  each_item = function(item, opt, flag)
    flag { at = item, colour = "red" } -- HERE
  end,
}
