-- lists doubled through the stack
return check {
  id = "memory-by-unpack",
  title = "memory-by-unpack",
  each_item = function(item, opt, flag)
    local list = { 1, 2, 3, 4 }
    while true do -- HERE
      local more = { table.unpack(list, 1, 200) } -- HERE
      for _, v in ipairs(more) do list[#list + 1] = { v } end -- HERE
    end
  end,
}
