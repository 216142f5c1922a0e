-- a handler that fails in its handler
return check {
  id = "recursion-in-handler",
  title = "recursion-in-handler",
  each_item = function(item, opt, flag)
    local function fail() error("again") end
    local fine, why = xpcall(fail, fail)
    error(why) -- HERE
  end,
}
