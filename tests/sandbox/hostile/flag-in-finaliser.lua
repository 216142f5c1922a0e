-- flags from a finaliser of the item before
return check {
  id = "flag-in-finaliser",
  title = "flag-in-finaliser",
  each_item = function(item, opt, flag)
    setmetatable({}, { __gc = function() pcall(flag, { at = 7 }) end })
  end,
}
