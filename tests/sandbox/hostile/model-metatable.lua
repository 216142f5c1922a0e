-- gives an item another metatable
return check {
  id = "model-metatable",
  title = "model-metatable",
  each_item = function(item, opt, flag)
    setmetatable(item, {}) -- HERE
  end,
}
