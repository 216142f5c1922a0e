-- A value and its growth imply the base they grew from; two rows that speak of one metric should imply one base.

-- 12.4% stands for 12.35 to 12.45, 36.3亿 for 36.25 to 36.35: half a unit of the last digit.
local function half_unit(figure)
  local digits = figure.text:match("%.(%d+)")
  local unit = digits and 10 ^ -#digits or 1
  local shown = tonumber(figure.text:match("%d[%d.]*"))
  if not shown or shown == 0 then return 0 end
  return unit / 2 * figure.value / shown -- in the magnitude in which it is written
end

local function base_of(level, growth)
  local value, rate = level.value, 1 + growth.value / 100
  if rate <= 0 then return nil end
  local v, r = half_unit(level), math.abs(half_unit(growth)) / 100
  return { lo = (value - v) / (rate + r), hi = (value + v) / (rate - r), level = level, growth = growth }
end

local function show(base, figure)
  local magnitude = figure.text:find("亿", 1, true) and 1e8 or figure.text:find("万", 1, true) and 1e4 or 1
  local word = magnitude == 1e8 and "亿" or magnitude == 1e4 and "万" or ""
  return string.format("%.2f–%.2f%s%s", base.lo / magnitude, base.hi / magnitude, word, figure.unit or "")
end

-- A level and the growth right behind it in the same sentence, of one metric.
local function pairs_of(item, letters)
  local list, level = {}, nil
  for _, figure in ipairs(item.quantities) do
    if figure.kind == "level" and figure.dimension ~= "ratio" then
      level = figure
    elseif figure.kind == "growth" and level and level.field == figure.field and level.field == "result"
      and level.comparator == "eq" and figure.comparator == "eq" and level.metric == figure.metric
      and (utf8.len(level.metric or "") or 0) >= letters then
      list[#list + 1] = base_of(level, figure)
      level = nil
    end
  end
  return list
end

return check {
  id = "scope-differs",
  severity = "note",
  topic = "figures",
  title = { zh = "两项中同一指标的口径疑似不一致", en = "One metric with two bases in two rows" },
  why = {
    zh = "由数值和增幅可以反推上年基数；两项说的是同一指标，反推出的基数不同，口径可能不一致，或有一处笔误。",
    en = "A value and its growth imply last year's base. Two rows speak of one metric and imply two bases: their "
      .. "scope may "
      .. "differ, or one figure is a slip.",
  },
  options = {
    letters = { type = "integer", default = 4, min = 2, max = 40,
      help = { zh = "指标名称至少几个字才比较", en = "characters that the name of a metric must have" } },
  },
  whole = function(bulletin, opt, flag)
    local seen = {}
    for _, item in ipairs(bulletin.items) do
      for _, base in ipairs(pairs_of(item, opt.letters)) do
        local level = base.level
        local key = level.metric .. "\0" .. (level.unit or "") .. "\0" .. tostring(level.period and level.period.kind)
        local first = seen[key]
        if not first then
          seen[key] = base
        elseif first.level.item ~= item and (first.lo > base.hi or base.lo > first.hi) then
          flag {
            at = base.growth, related = { level, first.level, first.growth },
            figures = { metric = level.metric, here = show(base, level), there = show(first, first.level),
              no = first.level.item.no or "?" },
            message = {
              zh = "口径疑似不一致：“{metric}”此处反推基数为{here}，第{no}项为{there}，建议核实",
              en = "the scope of “{metric}” may differ: here it implies a base of {here}, in item {no} one of "
                .. "{there}; please verify",
            },
          }
        end
      end
    end
  end,
}
