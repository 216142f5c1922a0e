-- looks everywhere for what was left out
return check {
  id = "escape-globals",
  title = "escape-globals",
  each_item = function(item, opt, flag)
    local seen = {}
    local function search(value, path)
      if type(value) ~= "table" or seen[value] then return end
      seen[value] = true
      for key, inner in pairs(value) do
        local name = path .. "." .. tostring(key)
        for _, bad in ipairs { "dump", "execute", "exit", "getregistry", "loadfile", "open", "popen", "warn" } do
          if key == bad then flag { at = item, message = name } end
        end
        search(inner, name)
        search(getmetatable(inner), name .. "@")
      end
    end
    search(_G, "_G")
    search(getmetatable(""), "text@")
    search(load("return _ENV")(), "load")
    search(setmetatable({}, { __index = _G }), "index")
  end,
}
