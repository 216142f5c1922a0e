-- coroutines without number
return check {
  id = "memory-by-coroutines",
  title = "memory-by-coroutines",
  each_item = function(item, opt, flag)
    local list = {}
    while true do -- HERE
      list[#list + 1] = coroutine.create(function() end) -- HERE
    end
  end,
}
