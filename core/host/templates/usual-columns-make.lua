-- tongbao suggest, usual-columns: the columns that every one of the bulletins has. What a column holds decides,
-- as headers name the period; the header decides where that is not known.
local function has(bulletin, wanted)
  for _, column in ipairs(bulletin.columns) do
    if column.header == wanted.header or (wanted.role ~= "other" and column.role == wanted.role) then
      return true
    end
  end
  return false
end

local columns = {}
for _, column in ipairs(#reports > 0 and reports[1].columns or {}) do
  local everywhere = column.header ~= "" or column.role ~= "other"
  for i = 2, #reports do
    everywhere = everywhere and has(reports[i], column)
  end
  if everywhere then
    columns[#columns + 1] = column
  end
end

local make = {}

function make.count()
  print(#columns > 1 and #columns or 0)
end

function make.list()
  local lines = {}
  for i, column in ipairs(columns) do
    lines[i] = ("{ header = %s, role = %s }"):format(quoted(column.header), quoted(column.role))
  end
  print_list("应有的列：表头和所放的内容，可增删。",
             "The columns there should be: the header and what it holds; add and take away.", lines)
end

-- A case names a column by what it holds, or by its header.
local function name_of(column)
  return column.role ~= "other" and column.role or column.header
end

function make.cases()
  local cells = {}
  for i, column in ipairs(columns) do
    cells[name_of(column)] = column.role == "no" and "1" or ("内容%d"):format(i)
  end
  local whole = quoted_cells(cells)
  cells[name_of(columns[#columns])] = nil
  print_list("tongbao test usual-columns 运行这些用例。", "`tongbao test usual-columns` runs these cases.", {
    '{ name = "all columns are there", expect = {},\n    item = ' .. whole .. " }",
    '{ name = "the last one is missing", expect = { { severity = "warning" } },\n    item = '
      .. quoted_cells(cells) .. " }",
  })
end

make[arg[1]]()
