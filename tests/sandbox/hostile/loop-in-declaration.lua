-- loops when its declaration is read
return check(setmetatable({}, {
  __index = function()
    while true do end
  end,
  __pairs = function()
    while true do end
  end,
  __len = function()
    while true do end
  end,
}))
