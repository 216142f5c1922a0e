-- two values whose order is never found
return check {
  id = "loop-in-comparison",
  title = "loop-in-comparison",
  each_item = function(item, opt, flag)
    local value = setmetatable({}, { __lt = function()
      while true do end -- HERE
    end })
    return value < value
  end,
}
