-- loops in whole
return check {
  id = "loop-in-whole",
  title = "loop-in-whole",
  whole = function(bulletin, opt, flag)
    while true do end -- HERE
  end,
}
