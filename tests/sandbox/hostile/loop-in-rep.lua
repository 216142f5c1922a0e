-- repeats nothing a million million times
return check {
  id = "loop-in-rep",
  title = "loop-in-rep",
  each_item = function(item, opt, flag)
    pcall(string.rep, "", 1 << 40) -- HERE
  end,
}
