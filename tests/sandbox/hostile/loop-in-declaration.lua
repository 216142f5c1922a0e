-- loops when its declaration is read
return check(setmetatable({}, {
  __index = function()
    while true do end -- HERE
  end,
  __pairs = function()
    while true do end -- HERE
  end,
  __len = function()
    while true do end -- HERE
  end,
}))
