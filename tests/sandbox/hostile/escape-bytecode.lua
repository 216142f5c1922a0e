-- bytecode
return check {
  id = "escape-bytecode",
  title = "escape-bytecode",
  each_item = function(item, opt, flag)
    assert(load("\27Lua\x54\0\x19\x93\r\n\x1a\n", "c", "b")) -- HERE
  end,
}
