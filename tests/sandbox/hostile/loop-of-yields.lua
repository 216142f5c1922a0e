-- two coroutines hand over to each other for ever
return check {
  id = "loop-of-yields",
  title = "loop-of-yields",
  each_item = function(item, opt, flag)
    local function pong() while true do coroutine.yield() end end -- HERE
    local ping = coroutine.wrap(pong)
    while true do ping() end -- HERE
  end,
}
