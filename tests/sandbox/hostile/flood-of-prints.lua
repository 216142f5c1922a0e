-- prints without end
return check {
  id = "flood-of-prints",
  title = "flood-of-prints",
  each_item = function(item, opt, flag)
    local words = ("x"):rep(10000)
    while true do print(words) end -- HERE
  end,
}
