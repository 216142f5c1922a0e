-- asks the same item for the same things for ever
return check {
  id = "loop-of-views",
  title = "loop-of-views",
  each_item = function(item, opt, flag)
    while true do -- HERE
      for _, unit in ipairs(item.units) do local name = unit.name end -- HERE
      local text = item.task .. tostring(item) -- HERE
      local span = item:span("task") -- HERE
    end
  end,
}
