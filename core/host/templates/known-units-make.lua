-- tongbao suggest, known-units: the responsible units that the bulletins name, in the order they come.
local names, times, usual = {}, {}, nil
for _, bulletin in ipairs(reports) do
  for _, item in ipairs(bulletin.items) do
    for _, unit in ipairs(item.units) do
      local name = unit.name
      if not times[name] then
        names[#names + 1], times[name] = name, 0
      end
      times[name] = times[name] + 1
      if not usual or times[name] > times[usual] then
        usual = name
      end
    end
  end
end

local make = {}

function make.count()
  print(#names)
end

function make.list()
  local lines = {}
  for i, name in ipairs(names) do
    lines[i] = quoted(name)
  end
  print_list("已知的责任单位，可增删。", "The responsible units that are known; add and take away.", lines)
end

function make.cases()
  print_list("tongbao test known-units 运行这些用例。", "`tongbao test known-units` runs these cases.", {
    '{ name = "a unit of the list", expect = {},\n    item = ' .. quoted_cells { task = "修路。", units = usual } .. " }",
    '{ name = "a unit that is not in it", expect = { { field = "units", quote = "天文局" } },\n    item = '
      .. quoted_cells { task = "修路。", units = "天文局" } .. " }",
  })
end

make[arg[1]]()
