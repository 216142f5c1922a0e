-- weak tables that keep each other
return check {
  id = "memory-by-weak-tables",
  title = "memory-by-weak-tables",
  each_item = function(item, opt, flag)
    local weak = setmetatable({}, { __mode = "k" })
    local keep = {}
    while true do -- HERE
      local key = {} -- HERE
      keep[#keep + 1] = key -- HERE
      weak[key] = setmetatable({ key }, { __mode = "v" }) -- HERE
    end
  end,
}
