-- loops in the closing of a variable, after an error
return check {
  id = "loop-in-close",
  title = "loop-in-close",
  each_item = function(item, opt, flag)
    pcall(function()
      local guard <close> = setmetatable({}, { __close = function()
        while true do end -- HERE
      end })
      error("now close")
    end)
  end,
}
