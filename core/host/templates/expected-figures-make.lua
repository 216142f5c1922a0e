-- tongbao suggest, expected-figures: for each task, the units of the figures that answered its targets. Of several
-- bulletins, what every one that has the task answers.
local fields = { "task", "target", "result", "actual_value", "measure_unit" }
local tasks, order = {}, {}

-- The units of the figures that answer a target, in the order of the text; each once.
local function answered(item)
  local units, seen = {}, {}
  for comparison in item:comparisons() do
    local unit = comparison.actual and comparison.actual.unit
    if unit and unit ~= "" and not seen[unit] then
      seen[unit] = true
      units[#units + 1] = unit
    end
  end
  return units, seen
end

for _, bulletin in ipairs(reports) do
  for _, item in ipairs(bulletin.items) do
    local units, seen = answered(item)
    local known = item.task and tasks[item.task]
    if known then
      for i = #known.units, 1, -1 do
        if not seen[known.units[i]] then
          table.remove(known.units, i)
        end
      end
    elseif item.task and item.task ~= "" then
      known = { item = item, units = units }
      tasks[item.task] = known
      order[#order + 1] = known
    end
  end
end

local expected = {}
for _, known in ipairs(order) do
  if #known.units > 0 then
    expected[#expected + 1] = known
  end
end

local make = {}

function make.count()
  print(#expected)
end

function make.list()
  local lines = {}
  for i, known in ipairs(expected) do
    local units = {}
    for k, unit in ipairs(known.units) do
      units[k] = quoted(unit)
    end
    lines[i] = ("{ task = %s,\n    units = { %s } }"):format(quoted(known.item.task), table.concat(units, ", "))
  end
  print_list("各项任务的结果里应有的数：任务的文字和数的单位，可增删。",
             "The figures that results should have: the words of the task and the units; add and take away.", lines)
end

function make.cases()
  local item, cells, findings = expected[1].item, {}, {}
  for _, field in ipairs(fields) do
    cells[field] = item:text(field)
  end
  local whole = quoted_cells(cells)
  for i in ipairs(expected[1].units) do
    findings[i] = "{ item = 1 }"
  end
  print_list("tongbao test expected-figures 运行这些用例。", "`tongbao test expected-figures` runs these cases.", {
    '{ name = "the result has the figures", expect = {},\n    item = ' .. whole .. " }",
    ('{ name = "the result has none", expect = { %s },\n    item = %s }'):format(table.concat(findings, ", "),
      quoted_cells { task = item.task, result = "各项工作正在推进。" }),
  })
end

make[arg[1]]()
