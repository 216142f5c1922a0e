-- findings without end, and every refusal caught
return check {
  id = "flood-in-pcall",
  title = "flood-in-pcall",
  each_item = function(item, opt, flag)
    while true do pcall(flag, { at = "task" }) end -- HERE
  end,
}
