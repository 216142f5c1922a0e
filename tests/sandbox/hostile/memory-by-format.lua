-- wide fields without number
return check {
  id = "memory-by-format",
  title = "memory-by-format",
  each_item = function(item, opt, flag)
    local pieces = {}
    while true do pieces[#pieces + 1] = ("%99d"):format(#pieces):rep(100) end -- HERE
  end,
}
