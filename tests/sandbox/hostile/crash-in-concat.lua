-- a chain of .. whose metamethod moves the stack: memory corruption in Lua 5.4.4
return check {
  id = "crash-in-concat",
  title = "crash-in-concat",
  each_item = function(item, opt, flag)
    local function grow(n) if n > 0 then return 1 + grow(n - 1) end return 0 end
    local mover = setmetatable({}, { __concat = function() grow(3000) return "x" end })
    local text = ("y"):rep(100)
    for i = 1, 200 do
      coroutine.wrap(function()
        local a, b, c = text .. i, text .. text, text .. "z"
        return a .. b .. c .. mover .. a .. b .. c .. mover .. a .. b
      end)()
    end
  end,
}
