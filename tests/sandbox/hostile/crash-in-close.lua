-- closing coroutines in each other
return check {
  id = "crash-in-close",
  title = "crash-in-close",
  each_item = function(item, opt, flag)
    local function nest(depth)
      return coroutine.wrap(function()
        local guard <close> = setmetatable({}, { __close = function()
          if depth > 0 then pcall(nest(depth - 1)) end
        end })
        error("close")
      end)
    end
    pcall(nest(30000))
  end,
}
