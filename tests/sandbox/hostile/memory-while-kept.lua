-- grows a little for each item, in an upvalue
local kept = {}

return check {
  id = "memory-while-kept",
  title = "memory-while-kept",
  each_item = function(item, opt, flag)
    for i = 1, 100000 do kept[#kept + 1] = { i } end -- HERE
  end,
}
