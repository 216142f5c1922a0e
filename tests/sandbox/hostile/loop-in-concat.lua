-- joins a table that lies about its length
return check {
  id = "loop-in-concat",
  title = "loop-in-concat",
  each_item = function(item, opt, flag)
    local empty = setmetatable({}, {
      __len = function() return 1 << 40 end,
      __index = function() return "" end, -- HERE
    })
    return table.concat(empty) -- HERE
  end,
}
