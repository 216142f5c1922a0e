-- a function that calls itself and forgives itself
return check {
  id = "recursion-in-pcall",
  title = "recursion-in-pcall",
  each_item = function(item, opt, flag)
    local function deeper()
      local fine, more = pcall(deeper) -- HERE
      return fine and deeper() -- HERE
    end
    while true do deeper() end -- HERE
  end,
}
