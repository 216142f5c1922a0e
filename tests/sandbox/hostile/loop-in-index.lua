-- loops in a metamethod
return check {
  id = "loop-in-index",
  title = "loop-in-index",
  each_item = function(item, opt, flag)
    local t = setmetatable({}, { __index = function()
      while true do end -- HERE
    end })
    return t.x
  end,
}
