-- functions without number
return check {
  id = "memory-by-closures",
  title = "memory-by-closures",
  each_item = function(item, opt, flag)
    local list = {}
    while true do list[#list + 1] = function() return list end end -- HERE
  end,
}
