-- a list that grows
return check {
  id = "memory-by-table",
  title = "memory-by-table",
  each_item = function(item, opt, flag)
    local list = {}
    while true do list[#list + 1] = true end -- HERE
  end,
}
