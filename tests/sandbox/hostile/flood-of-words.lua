-- every finding as long as it may be
return check {
  id = "flood-of-words",
  title = "flood-of-words",
  each_item = function(item, opt, flag)
    local words = ("长"):rep(5000)
    while true do flag { at = "task", message = words } end -- HERE
  end,
}
