-- a text that doubles
return check {
  id = "memory-by-doubling",
  title = "memory-by-doubling",
  each_item = function(item, opt, flag)
    local text = "x"
    while true do text = text .. text end -- HERE
  end,
}
