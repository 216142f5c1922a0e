-- Holds each figure of the result against the figure of the period's target that it answers.

local MOST = 40 -- characters of a reason that is quoted

local function clipped(text)
  local stop = utf8.offset(text, MOST + 1)
  return stop and text:sub(1, stop - 1) .. "…" or text
end

local BROUGHT_DOWN = any_of { "降", "压缩", "压减", "缩短", "减少" }

-- A reason stands for the part it stands in; in a cell without parts, for the whole. Else what the column of problems
-- says, else the remarks; a cell of fewer than three characters (无, —) says nothing.
local function reason_for(item, comparison)
  local holder = #item.parts > 1 and comparison.part or item
  local reason = holder.reasons[1]
  if reason then return reason.text end
  for _, text in ipairs { item.problem or "", item.note or "" } do
    if (utf8.len(text) or 0) >= 3 then return clipped(text) end
  end
end

-- A day after the period of which the result speaks: what it says there may be the reason, and is quoted.
local function later_day(item)
  local period = item.bulletin.period
  for _, date in ipairs(item.dates) do
    if date.field == "result" and period and period.to and date.last and date.last > period.to then
      return date.text
    end
  end
end

-- The figure's own period (1-7月) ends before the bulletin's: stale-cutoff tells that, and nothing follows for the
-- target.
local function ends_early(figure)
  local own, period = figure.period, figure.item.bulletin.period
  return own and own.to and period and period.to and own.to < period.to
end

-- A ceiling that is to be kept, unlike one that is to be come down to by the end (降至9%以下), or that of a mean (a
-- concentration, a rate), which the rest of the year may bring down: what is counted up never comes down again.
local ADDS_UP = { ["人"] = true, ["起"] = true, ["件"] = true, ["例"] = true, ["次"] = true, ["人次"] = true, ["户"] = true }

-- A grade that the ceiling names (较大以上事故2起) is not that of what happened (一般事故6起) unless it is named there too.
local GRADES = { "较大", "重大", "特大", "亡人" }

local function before(figure)
  return (figure.item:text(figure.field) or ""):sub(math.max(1, figure.from - 36), figure.from - 1)
end

local function same_grade(target, actual)
  for _, grade in ipairs(GRADES) do
    if before(target):find(grade, 1, true) and not before(actual):find(grade, 1, true) then return false end
  end
  return true
end

local function is_kept(figure)
  local bounded = ADDS_UP[figure.unit] and figure.comparator == "le" or figure.comparator == "lt"
  local clause = (figure.item:text(figure.field) or ""):sub(math.max(1, figure.from - 18), figure.to)
  return bounded and not BROUGHT_DOWN:find(clause)
end

-- Without a target of the period the year's holds; what grows with the year is due at its end, a growth rate before,
-- and a ceiling that is kept at any time.
local function is_due(item, comparison)
  if item.target then return comparison.side == "period" end
  local period = item.bulletin.period
  local over = period and period.to and period.to:sub(-5) == "12-31"
  local target = comparison.target
  local kept = is_kept(target) and same_grade(target, comparison.actual)
  return comparison.side == "annual" and (over or target.kind == "growth" or kept)
end

-- Where the pairing is not sure, the figure that was considered and not taken.
local function other_candidate(comparison)
  local rejected = comparison.confidence < 0.9 and comparison.rejected[1]
  return rejected and { rejected.actual } or nil
end

-- Thousands of times apart is a slip of the unit, which unit-mismatch tells; nothing follows for the work.
local SLIP = 0.001

-- A rate of 93 that came to 92.1 is within a twentieth and yet missed: rates are held by points.
local function is_far(comparison, opt)
  local target, actual, attained = comparison.target, comparison.actual, comparison.attainment
  if not actual then return false end
  local rate = target.dimension == "ratio" and target.kind ~= "growth" and target.value and actual.value
  if rate then return math.abs(target.value - actual.value) > opt.points end
  return not attained or attained < 1 - opt.tolerance and attained > SLIP
end

return check {
  id = "target-missed",
  severity = "warning",
  topic = "targets",
  title = { zh = "实绩低于目标", en = "Result below target" },
  why = {
    zh = "完成情况中的数字没有达到本期目标中对应的数字。只陈述文本所示，原因与责任请另行核实。",
    en = "A figure of the result does not reach the figure of the period's target that it answers. This "
      .. "is what the text shows; cause and responsibility are for people to find out.",
  },
  options = {
    tolerance = { default = 0.05, min = 0, max = 1,
      help = { zh = "低于目标不超过这一比例时不提示", en = "share below the target that is let pass" } },
    points = { default = 0.5, min = 0, max = 100,
      help = { zh = "比率低于目标不超过几个百分点时不提示", en = "percentage points by which a rate may stay below" } },
    min_confidence = { default = 0.7, min = 0, max = 1,
      help = { zh = "配对把握低于此值时不提示", en = "pairs less sure than this are passed over" } },
  },
  each_item = function(item, opt, flag)
    for c in item:comparisons { verdict = "missed", min_confidence = opt.min_confidence } do
      if is_far(c, opt) and is_due(item, c) and not ends_early(c.actual) then
        local reason = reason_for(item, c)
        local later = not reason and later_day(item)
        flag {
          at = c.actual, against = c.target, related = other_candidate(c),
          figures = { want = c.target, got = c.actual, reason = reason, later = later or nil },
          message = reason and {
            zh = "据公开文本，实绩{got}，目标{want}；文中称“{reason}”，建议核实",
            en = "by the published text the result is {got}, the target {want}; it says “{reason}”; please verify",
          } or later and {
            zh = "据公开文本，实绩{got}，目标{want}；文中提到“{later}”的安排，请结合原文核实原因",
            en = "by the published text the result is {got}, the target {want}; it speaks of {later}; please verify "
              .. "the cause by the text",
          } or {
            zh = "据公开文本，实绩{got}，目标{want}，文中未见原因，建议核实",
            en = "by the published text the result is {got}, the target {want}, no reason is given; please verify",
          },
        }
      end
    end
  end,
}
