-- makes bytecode
return check {
  id = "escape-dump",
  title = "escape-dump",
  each_item = function(item, opt, flag)
    string.dump(function() end) -- HERE
  end,
}
