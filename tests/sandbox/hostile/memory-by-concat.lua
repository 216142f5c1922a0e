-- a list that joins into a huge text
return check {
  id = "memory-by-concat",
  title = "memory-by-concat",
  each_item = function(item, opt, flag)
    local list = {}
    for i = 1, 30000 do list[i] = ("x"):rep(1000) end -- HERE
    return table.concat(list) -- HERE
  end,
}
