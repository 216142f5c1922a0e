-- "年内累计处置2800亩" in the column of the third quarter's targets: how much was due by now is not said.

-- The year's words of a cell: 年内, 年度内, 全年, 年底前.
local function whole_years(item)
  local list = {}
  for _, date in ipairs(item.dates) do
    if date.field == "target" and date.kind == "deadline" and date.start:sub(6) == "01-01"
      and date.last:sub(6) == "12-31" then
      list[#list + 1] = date
    end
  end
  return list
end

-- The word stands before the figure in its sentence.
local function governs(text, date, figure)
  if date.to >= figure.from then return false end
  local between = text:sub(date.to + 1, figure.from - 1)
  return not between:find("。", 1, true) and not between:find("；", 1, true)
end

-- The figures of the target that are the year's.
local function of_the_year(item)
  local found, seen = {}, {}
  for c in item:comparisons { side = "period" } do
    if c.expected and c.expected < 1 then
      found[#found + 1], seen[c.target] = c.target, true
    end
  end
  local years = whole_years(item)
  for _, figure in ipairs(#years > 0 and item.quantities or {}) do
    if figure.field == "target" and figure.kind == "level" and not figure.parent and not seen[figure] then
      for _, date in ipairs(years) do
        if governs(item.target, date, figure) then
          found[#found + 1] = figure
          break
        end
      end
    end
  end
  table.sort(found, function(a, b) return a.from < b.from end)
  return found
end

return check {
  id = "annual-in-period",
  severity = "note",
  topic = "targets",
  title = { zh = "本期目标栏写的是全年数", en = "The year's figure as the period's target" },
  why = {
    zh = "本期目标栏里写的是全年要完成的数，本期应完成多少没有写，无法按期对照。",
    en = "The column of the period's targets gives what the whole year asks for: what was due by the end of "
      .. "the period is not said, so the result cannot be held against it.",
  },
  options = {
    least = { type = "integer", default = 1, min = 1, max = 100,
      help = { zh = "从几处起提示", en = "figures from which it is told" } },
  },
  each_item = function(item, opt, flag)
    local period = item.bulletin.period
    if not item.target or not period or not period.to or period.to:sub(6, 7) == "12" then return end
    local found = of_the_year(item)
    if #found < opt.least then return end
    flag {
      at = found[1], related = { table.unpack(found, 2) },
      figures = { first = found[1], count = #found },
      message = {
        zh = "本期目标栏有{count}处写的是全年数（如{first}），本期应完成多少未见写明",
        en = "{count} figures in the period's target are the year's (such as {first}); what was due by now is not said",
      },
    }
  end,
}
