-- Items by the unit that the bulletin itself calls the leading one; what was only inferred is left out.
--
--     tongbao run scripts/samples/leads.lua report.txt
--     tongbao run scripts/samples/leads.lua report.txt -- 区教育局
local wanted = arg[1]
local items, names = {}, {}
for _, report in ipairs(reports) do
  for _, item in ipairs(report.items) do
    for _, unit in ipairs(item.units) do
      if unit.role == "lead" and unit.basis == "explicit" and (not wanted or unit.name == wanted) then
        if not items[unit.name] then
          items[unit.name] = {}
          names[#names + 1] = unit.name
        end
        table.insert(items[unit.name], item.no)
      end
    end
  end
end
table.sort(names, function(a, b)
  if #items[a] ~= #items[b] then
    return #items[a] > #items[b]
  end
  return a < b
end)

local rows = { columns = { "lead", "count", "items" } }
for i, name in ipairs(names) do
  rows[i] = { lead = name, count = #items[name], items = table.concat(items[name], " ") }
end
return rows
