-- the system
return check {
  id = "escape-os",
  title = "escape-os",
  each_item = function(item, opt, flag)
    for _, name in ipairs { "execute", "exit", "getenv", "remove", "rename", "tmpname", "setlocale" } do
      if os[name] then flag { at = item, message = name } end
    end
  end,
}
