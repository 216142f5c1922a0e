-- a list that grows in a finaliser, where no hook runs
return check {
  id = "memory-in-finaliser",
  title = "memory-in-finaliser",
  each_item = function(item, opt, flag)
    setmetatable({}, { __gc = function()
      local list = {}
      while true do list[#list + 1] = { #list } end -- HERE
    end })
    while true do local garbage = ("x"):rep(10000) end
  end,
}
