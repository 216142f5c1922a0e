-- an error whose text fails
return check {
  id = "error-in-tostring",
  title = "error-in-tostring",
  each_item = function(item, opt, flag)
    error(setmetatable({}, { __tostring = function() error("no text") end })) -- HERE
  end,
}
