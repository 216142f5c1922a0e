-- a function that calls itself
return check {
  id = "recursion",
  title = "recursion",
  each_item = function(item, opt, flag)
    local function deeper(a, b, c, d, e) return 1 + deeper(a, b, c, d, e) end -- HERE
    return deeper()
  end,
}
