-- A growth target of the period that is weaker than the year's.

local COLUMNS = { task = true, annual_target = true }

-- Growth figures by what they measure, of one side.
local function is_growth(figure)
  return figure.kind == "growth" and figure.value ~= nil and (figure.metric or "") ~= ""
end

-- Nearer to standing still than the year asks.
local function is_weaker(rate, year)
  if year >= 0 then return rate < year end
  return rate > year
end

return check {
  id = "rate-target-lower",
  severity = "note",
  topic = "targets",
  title = { zh = "本期增速目标低于全年目标", en = "The period's rate target is below the year's" },
  why = {
    zh = "增速不随时间累加，本期增速目标低于全年，意味着后期要更快才能完成全年目标。",
    en = "A rate does not add up over time: a target below the year's for the period means that the rest of the year "
      .. "must be faster.",
  },
  options = {
    points = { default = 0, min = 0, max = 100,
      help = { zh = "低多少个百分点以上才提示", en = "percentage points below from which it is told" } },
  },
  each_item = function(item, opt, flag)
    if not item.target then return end
    local years, any = {}, false
    for _, figure in ipairs(item.quantities) do
      if COLUMNS[figure.field] and is_growth(figure) then years[figure.metric], any = figure, true end
    end
    if not any then return end
    local same = {} -- by the result that answers both
    for c in item:comparisons { side = "annual", min_confidence = 0.8 } do
      if c.actual and c.target.kind == "growth" then same[c.actual] = c.target end
    end
    local year_of = {}
    for c in item:comparisons { side = "period", min_confidence = 0.8 } do
      if c.actual and same[c.actual] then year_of[c.target] = same[c.actual] end
    end
    for _, figure in ipairs(item.quantities) do
      if figure.field == "target" and is_growth(figure) then
        local year = year_of[figure] or years[figure.metric]
        if year and year.value and is_weaker(figure.value, year.value)
          and math.abs(figure.value - year.value) >= opt.points then
          flag {
            at = figure, against = year, figures = { want = figure, year = year },
            message = {
              zh = "本期增速目标{want}，低于全年目标{year}，建议核实",
              en = "the period asks for {want}, the year for {year}; please verify",
            },
          }
        end
      end
    end
  end,
}
