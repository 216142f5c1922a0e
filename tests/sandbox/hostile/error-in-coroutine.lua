-- an error in a coroutine
return check {
  id = "error-in-coroutine",
  title = "error-in-coroutine",
  each_item = function(item, opt, flag)
    coroutine.wrap(function() error("inside") end)() -- HERE
  end,
}
