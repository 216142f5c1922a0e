-- an error in a finaliser is nobody's
return check {
  id = "error-in-finaliser",
  title = "error-in-finaliser",
  each_item = function(item, opt, flag)
    setmetatable({}, { __gc = function() error("finalising") end })
    for i = 1, 10000 do local garbage = ("x"):rep(10000) end
  end,
}
