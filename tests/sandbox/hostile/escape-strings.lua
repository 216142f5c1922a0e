-- changes the methods of all texts
return check {
  id = "escape-strings",
  title = "escape-strings",
  each_item = function(item, opt, flag)
    local fine = pcall(function() getmetatable("").__index = {} end)
    string.len = function() return 42 end
    if fine or ("abc"):len() ~= 3 then flag { at = item } end
  end,
}
