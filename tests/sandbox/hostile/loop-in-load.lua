-- a chunk that never ends: its reader goes on for ever
return check {
  id = "loop-in-load",
  title = "loop-in-load",
  each_item = function(item, opt, flag)
    pcall(load, function()
      return " " -- HERE
    end)
    load(function()
      while true do end -- HERE
    end)
  end,
}
