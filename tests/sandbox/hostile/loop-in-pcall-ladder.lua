-- calls itself through pcall, so that an error is caught one level up
return check {
  id = "loop-in-pcall-ladder",
  title = "loop-in-pcall-ladder",
  each_item = function(item, opt, flag)
    local function climb()
      pcall(climb) -- HERE
      return pcall(climb) -- HERE
    end
    while true do climb() end -- HERE
  end,
}
