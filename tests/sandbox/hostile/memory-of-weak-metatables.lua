-- weak metatables and new fields near the cap
return check {
  id = "memory-of-weak-metatables",
  title = "memory-of-weak-metatables",
  each_item = function(item, opt, flag)
    local keep = {}
    while true do -- HERE
      local meta = setmetatable({}, { __mode = "kv" }) -- HERE
      meta.__mode = "k" -- HERE
      meta.__newindex = function(t, k, v) rawset(t, k, v) end -- HERE
      local t = setmetatable({}, meta) -- HERE
      for i = 1, 20 do t[i] = { t } end -- HERE
      keep[#keep + 1] = t -- HERE
    end
  end,
}
