-- The period's target against the year's, by the share of the year that is over.

-- A figure that stands for several things (幸福院和照料中心15处) is no whole of one of them.
local function is_joint(figure)
  local metric = figure.metric or ""
  return metric:find("和", 1, true) or metric:find("、", 1, true) or metric:find("及", 1, true)
end

-- What has to grow to its figure with the time: no ceiling, no level that is kept.
local function grows(figure)
  return figure.kind == "level" and figure.value ~= nil and figure.comparator ~= "le" and figure.comparator ~= "lt"
end

-- The year's figure for each figure of the result.
local function annual_targets(item)
  local by_actual = {}
  for c in item:comparisons { side = "annual", min_confidence = 0.8 } do
    if c.actual and grows(c.target) and c.expected and c.expected < 1 and not is_joint(c.target) then
      by_actual[c.actual] = c
    end
  end
  return by_actual
end

-- Counted from the beginning of the year: said by the text, or by the bulletin's own period.
local function is_cumulative(figure, period)
  if figure.cumulative then return true end
  local kind = period.kind
  return kind == "ytd" or kind == "ytd-quarter" or kind == "year" or (kind ~= "other" and period.index == 1)
end

local function percent(share)
  return string.format("%.0f%%", share * 100)
end

local MESSAGES = {
  below = {
    zh = "本期目标{want}，为全年{year}的{share}，时间已过{due}，剩余任务集中在后期，建议核实",
    en = "the period's target {want} is {share} of the year's {year}, with {due} of the year over: most is left "
      .. "for later; please verify",
  },
  beyond = {
    zh = "本期目标{want}，为全年{year}的{share}，超过全年（时间已过{due}），建议核实",
    en = "the period's target {want} is {share} of the year's {year}: more than the year asks for, with {due} of "
      .. "it over; please verify",
  },
  open = {
    zh = "本期目标{want}，为全年{year}的{share}，时间已过{due}；文中未写明是否累计，仅凭本期不能判断快慢，可对照前几期",
    en = "the period's target {want} is {share} of the year's {year}, with {due} of the year over; whether it "
      .. "counts from "
      .. "the beginning of the year is not said, so it cannot be decided from this text alone: compare the "
      .. "periods before",
  },
}

return check {
  id = "target-pace",
  severity = "note",
  topic = "targets",
  title = { zh = "本期目标与全年目标的进度不匹配", en = "The period's target beside the year's" },
  why = {
    zh = "本期目标占全年目标的份额远低于已过去的时间，任务后置；或者超过了全年目标。只写当季数的，仅凭本期不能判断。",
    en = "The period's target is a share of the year's far below the time elapsed, which leaves most for later; "
      .. "or it is "
      .. "more than the year's. For a quarter's own figure it cannot be decided from one bulletin.",
  },
  options = {
    points = { default = 20, min = 1, max = 100,
      help = { zh = "相差多少个百分点时提示", en = "percentage points of difference from which to speak up" } },
    undecided = { default = true,
      help = { zh = "不能判断的也提示（提示级）", en = "also tell, as info, what cannot be decided" } },
  },
  each_item = function(item, opt, flag)
    local period = item.bulletin.period
    if not period or not item.target then return end
    local years = annual_targets(item)
    for c in item:comparisons { side = "period", min_confidence = 0.8 } do
      local year = c.actual and years[c.actual]
      local comparable = year and grows(c.target) and c.target.unit == year.target.unit and not is_joint(c.target)
      if comparable and c.expected == 1 then
        local share, due = c.target.value / year.target.value, year.expected
        local below = (due - share) * 100 > opt.points - 0.5 -- both are shown without decimals
        local beyond = share > 1 and c.target.metric == year.target.metric
        local open = below and not is_cumulative(c.target, period)
        if beyond or (below and (not open or opt.undecided)) then
          flag {
            at = c.target, against = year.target, severity = open and "info" or nil, confidence = open and 0.5 or 0.8,
            figures = { want = c.target, year = year.target, share = percent(share), due = percent(due) },
            message = open and MESSAGES.open or below and MESSAGES.below or MESSAGES.beyond,
          }
        end
      end
    end
  end,
}
