-- each character becomes many
return check {
  id = "memory-by-gsub",
  title = "memory-by-gsub",
  each_item = function(item, opt, flag)
    local text = "xxxxxxxxxx"
    while true do text = text:gsub(".", ("y"):rep(10)) end -- HERE
  end,
}
