-- Text with no header over it: the row has more cells than the table has columns.

local BLANKS = { "\u{A0}", "\u{3000}", "\u{200B}", "\u{FEFF}" }

local function is_blank(text)
  for _, blank in ipairs(BLANKS) do
    text = text:gsub(blank, "")
  end
  return not text:find("%S")
end

-- The names of columns without a header, other than that of the numbers, which often has none.
local function headless(columns)
  local fields = {}
  for _, column in ipairs(columns) do
    if column.role == "other" and is_blank(column.header) then
      fields[#fields + 1] = column.field
    end
  end
  return fields
end

return check {
  id = "extra-cell",
  severity = "warning",
  topic = "table",
  title = { zh = "多出的单元格", en = "Extra cell" },
  why = {
    zh = "一行的单元格比表头多，多半是正文里混入了制表符或分隔符，后面的文字因此脱离了原来的栏目。",
    en = "A row with more cells than the header mostly means that a tab or separator got into the text, "
      .. "so that the rest of it left its column.",
  },
  options = {
    quoted = { type = "integer", default = 20, min = 4, max = 200,
      help = { zh = "引用单元格的前几个字", en = "characters of the cell that are quoted" } },
  },

  whole = function(bulletin, opt, flag)
    local fields, beyond = headless(bulletin.columns), #bulletin.columns
    local function look(item, field, text)
      if not is_blank(text) then
        flag {
          at = item:span(field),
          figures = { text = text:sub(1, (utf8.offset(text, opt.quoted + 1) or #text + 1) - 1) },
          message = {
            zh = "“{text}”所在单元格没有对应的表头，可能是正文中混入了分隔符，建议核实它属于哪一栏",
            en = "no header stands over the cell '{text}': a separator may have got into the text; check "
              .. "which column it belongs to",
          },
        }
      end
    end
    for _, item in ipairs(bulletin.items) do
      for _, field in ipairs(fields) do
        look(item, field, item:text(field) or "")
      end
      local column = beyond
      local text = item:text("col:" .. column)
      while text do
        look(item, "col:" .. column, text)
        column = column + 1
        text = item:text("col:" .. column)
      end
    end
  end,
}
