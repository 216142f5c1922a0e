-- loops in a coroutine
return check {
  id = "loop-in-coroutine",
  title = "loop-in-coroutine",
  each_item = function(item, opt, flag)
    coroutine.wrap(function()
      while true do end -- HERE
    end)()
  end,
}
