-- an index that asks itself
return check {
  id = "recursion-of-metamethods",
  title = "recursion-of-metamethods",
  each_item = function(item, opt, flag)
    local t = setmetatable({}, {})
    getmetatable(t).__index = function(self, key) return self[key .. "x"] end -- HERE
    return t.x
  end,
}
