-- Responsible units that are not in list.lua. Made by `tongbao suggest` of bulletins that were looked through;
-- the list is yours to edit.
local names = require "list"

local known = {}
for _, name in ipairs(names) do
  known[name] = true
end

-- Whether the names differ in one character alone, or one is the end of the other.
local function is_near(a, b)
  if #a ~= #b then
    return a:sub(-#b) == b or b:sub(-#a) == a
  end
  local others = 0
  for i, code in utf8.codes(a) do
    others = others + (b:sub(i, i + #utf8.char(code) - 1) == utf8.char(code) and 0 or 1)
  end
  return others == 1
end

local function find_near(name)
  for _, other in ipairs(names) do
    if is_near(name, other) then
      return other
    end
  end
end

return check {
  id = "known-units",
  severity = "note",
  topic = "table",
  title = { zh = "责任单位不在已知名单中", en = "A responsible unit that is not in the list" },
  why = {
    zh = "名单（list.lua）取自核对过的通报。名单以外的可能是新增的单位，也可能是名称写错了。",
    en = "The list (list.lua) comes from bulletins that were looked through. What is not in it may be a new unit, or a "
      .. "slip in the name of one.",
  },
  each_item = function(item, _, flag)
    for _, unit in ipairs(item.units) do
      local near = not known[unit.name] and find_near(unit.name)
      if near then
        flag { at = unit, figures = { name = unit.name, near = near },
               message = { zh = "“{name}”不在已知单位名单中，名单中有“{near}”，请核实名称",
                           en = "'{name}' is not in the list of known units, '{near}' is: please verify the name" } }
      elseif not known[unit.name] then
        flag { at = unit, figures = { name = unit.name },
               message = { zh = "“{name}”不在已知单位名单中，请核实名称",
                           en = "'{name}' is not in the list of known units: please verify the name" } }
      end
    end
  end,
}
