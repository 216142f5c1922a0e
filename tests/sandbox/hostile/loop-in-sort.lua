-- sorts with an order that never agrees with itself
return check {
  id = "loop-in-sort",
  title = "loop-in-sort",
  each_item = function(item, opt, flag)
    local list = {}
    for i = 1, 5000 do list[i] = i end
    local calls = 0
    while true do -- HERE
      pcall(table.sort, list, function() calls = calls + 1 return calls % 3 == 0 end) -- HERE
    end -- HERE
  end,
}
