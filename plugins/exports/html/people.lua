-- Names of people are masked unless asked for: 王某, as Chinese reports have it.
local people = {}

-- A function that masks the names of the bulletin's people in a text.
function people.mask(bulletin, show)
  local names = {}
  if not show then
    for _, item in ipairs(bulletin.items) do
      for _, person in ipairs(item.people) do
        local first = person.name and person.name:match(utf8.charpattern)
        if first and #first < #person.name then
          names[person.name] = first .. "某"
        end
      end
    end
  end
  if not next(names) then
    return function(text) return text end, false
  end
  local order = {}
  for name in pairs(names) do
    order[#order + 1] = name
  end
  table.sort(order, function(a, b) return #a > #b or (#a == #b and a < b) end)
  return function(text)
    for _, name in ipairs(order) do
      local at = 1
      while text do
        local from, to = text:find(name, at, true)
        if not from then
          break
        end
        text = text:sub(1, from - 1) .. names[name] .. text:sub(to + 1)
        at = from + #names[name]
      end
    end
    return text
  end, true
end

return people
