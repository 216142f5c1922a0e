-- bytecode from a reader
return check {
  id = "escape-bytecode-in-pieces",
  title = "escape-bytecode-in-pieces",
  each_item = function(item, opt, flag)
    local pieces = { "\27", "Lua", "\x54\0" }
    assert(load(function() return table.remove(pieces, 1) end, "c", "bt")) -- HERE
  end,
}
