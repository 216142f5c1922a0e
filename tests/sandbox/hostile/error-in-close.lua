-- an error on closing
return check {
  id = "error-in-close",
  title = "error-in-close",
  each_item = function(item, opt, flag)
    local guard <close> = setmetatable({}, { __close = function() error("closing") end }) -- HERE
  end,
}
