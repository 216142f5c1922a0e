-- looks for addresses
return check {
  id = "escape-addresses",
  title = "escape-addresses",
  each_item = function(item, opt, flag)
    for _, value in ipairs { {}, print, item, coroutine.create(print), flag, item.units } do
      if tostring(value):find("0x") or ("%s"):format(value):find("0x") then flag { at = item } end
      if pcall(string.format, "%p", value) then flag { at = item } end
    end
  end,
}
