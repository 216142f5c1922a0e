-- an error whose text is no text
return check {
  id = "error-with-wrong-tostring",
  title = "error-with-wrong-tostring",
  each_item = function(item, opt, flag)
    error(setmetatable({}, { __tostring = function() return {} end })) -- HERE
  end,
}
