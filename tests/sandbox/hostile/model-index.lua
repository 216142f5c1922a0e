-- indices at the ends of the integers
return check {
  id = "model-index",
  title = "model-index",
  each_item = function(item, opt, flag)
    for _, i in ipairs { 0, -1, 1 << 31, 1 << 32, math.mininteger, math.maxinteger, 1.5, 0 / 0 } do
      local fine, unit = pcall(function() return item.units[i] end)
      if fine and unit ~= nil then flag { at = item } end
    end
  end,
}
