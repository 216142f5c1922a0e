-- loops in the innermost of many coroutines, each protected
return check {
  id = "loop-in-nested-coroutines",
  title = "loop-in-nested-coroutines",
  each_item = function(item, opt, flag)
    local function nest(depth)
      if depth == 0 then
        while true do end -- HERE
      end
      local co = coroutine.create(nest)
      while true do coroutine.resume(co, depth - 1) end
    end
    nest(30)
  end,
}
