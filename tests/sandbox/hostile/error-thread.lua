-- an error that is a coroutine
return check {
  id = "error-thread",
  title = "error-thread",
  each_item = function(item, opt, flag)
    error(coroutine.create(print)) -- HERE
  end,
}
