-- an error of bytes that are no text
return check {
  id = "error-binary",
  title = "error-binary",
  each_item = function(item, opt, flag)
    error("\xff\0\x1b[2J\xe4\xb8") -- HERE
  end,
}
