-- a pattern that tries every division of the text
return check {
  id = "loop-in-pattern",
  title = "loop-in-pattern",
  each_item = function(item, opt, flag)
    local text = ("a"):rep(200)
    return text:find((".-"):rep(9) .. "b") -- HERE
  end,
}
