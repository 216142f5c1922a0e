-- gsub in the callback of gsub
return check {
  id = "recursion-through-c",
  title = "recursion-through-c",
  each_item = function(item, opt, flag)
    local function deeper() return (("x"):gsub(".", deeper)) end -- HERE
    return deeper()
  end,
}
