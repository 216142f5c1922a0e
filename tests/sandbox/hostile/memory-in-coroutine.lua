-- a list that grows in a coroutine
return check {
  id = "memory-in-coroutine",
  title = "memory-in-coroutine",
  each_item = function(item, opt, flag)
    coroutine.wrap(function()
      local list = {}
      while true do list[#list + 1] = { #list } end -- HERE
    end)()
  end,
}
