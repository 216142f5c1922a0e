-- one huge text, and the error caught
return check {
  id = "memory-by-rep",
  title = "memory-by-rep",
  each_item = function(item, opt, flag)
    pcall(string.rep, "x", 1 << 30) -- HERE
  end,
}
