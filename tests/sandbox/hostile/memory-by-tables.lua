-- a table in a table in a table
return check {
  id = "memory-by-tables",
  title = "memory-by-tables",
  each_item = function(item, opt, flag)
    local list = {}
    while true do list = { list } end -- HERE
  end,
}
