-- an error whose text is never finished
return check {
  id = "loop-in-tostring",
  title = "loop-in-tostring",
  each_item = function(item, opt, flag)
    error(setmetatable({}, { __tostring = function()
      while true do end -- HERE
    end }))
  end,
}
