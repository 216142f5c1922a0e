-- keys without number
return check {
  id = "memory-by-keys",
  title = "memory-by-keys",
  each_item = function(item, opt, flag)
    local keys = {}
    for i = 1, 1 << 40 do keys["key" .. i] = i end -- HERE
  end,
}
