-- inserts into a table that lies about its length
return check {
  id = "loop-in-insert",
  title = "loop-in-insert",
  each_item = function(item, opt, flag)
    table.insert(setmetatable({}, { __len = function() return 1 << 40 end }), 1, 1) -- HERE
  end,
}
