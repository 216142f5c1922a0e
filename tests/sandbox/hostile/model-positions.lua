-- positions at the ends of the integers
return check {
  id = "model-positions",
  title = "model-positions",
  each_item = function(item, opt, flag)
    for _, i in ipairs { 0, -1, 1 << 40, math.mininteger, math.maxinteger } do
      for _, j in ipairs { 0, -1, 1 << 40, math.mininteger, math.maxinteger } do
        local fine, span = pcall(item.span, item, "task", i, j)
        if fine and span and #tostring(span) > 100000 then flag { at = item } end
      end
    end
  end,
}
