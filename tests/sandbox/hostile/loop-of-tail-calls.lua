-- a tail call never fills the stack
return check {
  id = "loop-of-tail-calls",
  title = "loop-of-tail-calls",
  each_item = function(item, opt, flag)
    local function on() return on() end -- HERE
    on()
  end,
}
