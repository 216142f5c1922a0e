-- a coroutine in a coroutine
return check {
  id = "recursion-of-coroutines",
  title = "recursion-of-coroutines",
  each_item = function(item, opt, flag)
    local function deeper() return coroutine.wrap(deeper)() end -- HERE
    return deeper()
  end,
}
