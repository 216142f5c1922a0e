-- loops in a finaliser, where no hook runs
return check {
  id = "loop-in-finaliser",
  title = "loop-in-finaliser",
  each_item = function(item, opt, flag)
    setmetatable({}, { __gc = function()
      while true do end -- HERE
    end })
    while true do local garbage = ("x"):rep(10000) end
  end,
}
