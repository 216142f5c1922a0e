-- loops in must
return check {
  id = "loop-in-must",
  title = "loop-in-must",
  must = function(item)
    while true do end -- HERE
  end,
}
