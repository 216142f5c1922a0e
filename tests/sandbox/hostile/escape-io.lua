-- opens a file
return check {
  id = "escape-io",
  title = "escape-io",
  each_item = function(item, opt, flag)
    io.open("/etc/passwd") -- HERE
  end,
}
