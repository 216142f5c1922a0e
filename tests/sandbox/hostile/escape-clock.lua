-- measures time
return check {
  id = "escape-clock",
  title = "escape-clock",
  each_item = function(item, opt, flag)
    local from = os.clock()
    for i = 1, 100000 do end
    if os.clock() ~= from then flag { at = item } end
  end,
}
