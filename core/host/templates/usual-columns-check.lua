-- Columns that are missing, and new ones, held against list.lua. Made by `tongbao suggest` of bulletins that were
-- looked through; the list is yours to edit.
local columns = require "list"

-- Headers name the period (三季度目标), so what a column holds counts, and the header where that is not known.
local function is_same(column, wanted)
  return column.header == wanted.header or (wanted.role ~= "other" and column.role == wanted.role)
end

local function name_of(column)
  return column.header ~= "" and column.header or column.role
end

local function find(list, test)
  for _, each in ipairs(list) do
    if test(each) then
      return each
    end
  end
end

return check {
  id = "usual-columns",
  severity = "warning",
  topic = "table",
  title = { zh = "表格的列与往常不同", en = "The table has other columns than usual" },
  why = {
    zh = "少了一列，可能是没有公布，也可能是表格没有读对；多了一列，可能有新的内容要看。往常的列在 list.lua 里。",
    en = "A column that is missing was not published, or the table was not read as it should be; a new one may hold "
      .. "something to look at. The usual ones are in list.lua.",
  },
  whole = function(bulletin, _, flag)
    for _, wanted in ipairs(columns) do
      if not find(bulletin.columns, function(column) return is_same(column, wanted) end) then
        flag { figures = { column = name_of(wanted) },
               message = { zh = "没有“{column}”这一列，请核对原表",
                           en = "there is no column '{column}': please look at the table" } }
      end
    end
    for _, column in ipairs(bulletin.columns) do
      if not find(columns, function(wanted) return is_same(column, wanted) end) then
        flag { severity = "info", figures = { column = name_of(column) },
               message = { zh = "往常没有“{column}”这一列", en = "the column '{column}' is not a usual one" } }
      end
    end
  end,
}
