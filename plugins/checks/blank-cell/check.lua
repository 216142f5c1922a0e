-- A cell that is blank, or not there, in a column that the other items fill.

-- White space of Unicode that editors leave behind, besides what %s matches.
local BLANKS = { "\u{A0}", "\u{3000}", "\u{200B}", "\u{FEFF}" }

-- Columns without which an item says little: one filled cell elsewhere is enough to miss it.
local NEEDED = { task = true, target = true, units = true, result = true }

local function is_blank(text)
  if not text or text == "" then
    return true
  end
  if text:find("^[%w\xE4-\xE9]") then -- nearly all: a letter, a digit or a Chinese character
    return false
  end
  for _, blank in ipairs(BLANKS) do
    text = text:gsub(blank, "")
  end
  return not text:find("%S")
end

-- How many items fill the column.
local function filled(bulletin, field)
  local count = 0
  for _, item in ipairs(bulletin.items) do
    if not is_blank(item:text(field)) then
      count = count + 1
    end
  end
  return count
end

local function flag_blank(bulletin, column, severity, flag)
  local header = column.header:gsub("%s+", "")
  local name = header ~= "" and header or ("%d"):format(column.index)
  for _, item in ipairs(bulletin.items) do
    if is_blank(item:text(column.field)) then
      flag {
        at = item:span(column.field),
        severity = severity,
        figures = { column = name },
        message = {
          zh = "“{column}”一栏为空，而其他项已填写，建议核实是否漏填",
          en = "column '{column}' is blank here, other items fill it: check whether it was left out",
        },
      }
    end
  end
end

return check {
  id = "blank-cell",
  severity = "warning",
  topic = "open",
  title = { zh = "单元格空缺", en = "Blank cell" },
  why = {
    zh = "同一栏其他各项都有内容，只有这一项是空的：可能漏填，也可能在转换网页或文档时丢失。",
    en = "Other items fill this column and this one does not: something was left out, or lost when the "
      .. "document was converted.",
  },
  options = {
    share = {
      default = 0.8, min = 0, max = 1,
      help = {
        zh = "备注等可有可无的栏目，至少有这一比例的项已填写时才提示",
        en = "columns such as remarks count only when at least this share of the items fills them",
      },
    },
  },

  whole = function(bulletin, opt, flag)
    local items = #bulletin.items
    for _, column in ipairs(bulletin.columns) do
      local count = filled(bulletin, column.field)
      if count > 0 and count < items then
        if NEEDED[column.field] then
          flag_blank(bulletin, column, nil, flag)
        elseif count >= 3 and count / items >= opt.share then
          flag_blank(bulletin, column, "note", flag)
        end
      end
    end
  end,
}
