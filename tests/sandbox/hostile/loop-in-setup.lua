-- loops in setup
return check {
  id = "loop-in-setup",
  title = "loop-in-setup",
  setup = function(opt)
    while true do end -- HERE
  end,
  must = function() return true end,
}
