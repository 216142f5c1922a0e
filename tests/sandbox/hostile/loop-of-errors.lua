-- throws and catches for ever
return check {
  id = "loop-of-errors",
  title = "loop-of-errors",
  each_item = function(item, opt, flag)
    while true do -- HERE
      pcall(error, "again") -- HERE
    end -- HERE
  end,
}
