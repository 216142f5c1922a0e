-- stops the collector
return check {
  id = "escape-collector",
  title = "escape-collector",
  each_item = function(item, opt, flag)
    collectgarbage("stop") -- HERE
  end,
}
