-- A published growth against the earlier figure that it is said to have grown from.

local TO_LAST_PERIOD = any_of { "环比", "较上季", "比上季", "较上月", "比上月", "较上期", "比上期", "较二季度", "较一季度", "较三季度" }

-- The digits of a figure as shown, without what divides thousands.
local function digits_of(figure)
  return figure.text:gsub(",", ""):match("%d+%.?%d*") or ""
end

-- Half of the last digit that is shown: what the number may have been before it was rounded.
local function rounding(figure)
  local digits = digits_of(figure)
  local shown = tonumber(digits)
  if not shown or shown == 0 then return 0 end
  local decimals = #(digits:match("%.(%d*)") or "")
  return 0.5 * 10 ^ -decimals * figure.value / shown
end

local function is_exact(figure)
  return figure.comparator == "eq" and figure.value ~= nil and #figure.hedge == 0
end

-- Whether two figures count over the same stretch, as far as the text says.
local function is_alike(a, b)
  return a.unit == b.unit and a.metric == b.metric and a.cumulative == b.cumulative
    and (a.period and a.period.kind) == (b.period and b.period.kind)
end

-- The amounts of a result with their growth: { level, growth, last }; `last`: it grew from the last period.
local function grown(item)
  local found, level = {}, nil
  for _, figure in ipairs(item.quantities) do
    if figure.field == "result" and figure.kind == "level" and figure.dimension ~= "ratio" then
      level = figure
    elseif figure.field == "result" and figure.kind == "growth" and level and figure.metric == level.metric
      and is_exact(figure) and is_exact(level) and level.value > 0 and figure.value > -100 then
      local between = item.result:sub(level.to + 1, figure.from)
      if not between:find("。", 1, true) then
        found[#found + 1] = { level = level, growth = figure, last = TO_LAST_PERIOD:find(between) ~= nil }
      end
      level = nil
    end
  end
  return found
end

-- The figure of an earlier item that measures the same; nil where there is none, or several.
local function same_in(item, figure)
  local found
  for _, other in ipairs(item.quantities) do
    if other.field == "result" and other.kind == "level" and is_exact(other) and is_alike(other, figure) then
      if found then return nil end
      found = other
    end
  end
  return found
end

-- The item in the bulletin of the same period a year before.
local function a_year_before(item)
  local period, year = item.bulletin.period, item.bulletin.year
  if not period or not year then return nil end
  for _, before in ipairs(item:history()) do
    local p = before.bulletin.period
    local same = p and p.kind == period.kind and p.index == period.index
    if same and before.bulletin.year == year - 1 then return before end
  end
end

-- Growth in percent from one figure to another, least and greatest for what was rounded.
local function growth_between(was, is)
  local base, now = was.value, is.value
  local least = (now - rounding(is)) / (base + rounding(was)) - 1
  local most = (now + rounding(is)) / (base - rounding(was)) - 1
  return least * 100, most * 100
end

local function one_decimal(number)
  return (string.format("%.1f", number):gsub("%.0$", ""))
end

-- Holds a growth against the figure it is said to rest on.
local function against_figure(pair, was, opt, flag, zh, en)
  local least, most = growth_between(was, pair.level)
  local slack = rounding(pair.growth) + opt.points
  if pair.growth.value >= least - slack and pair.growth.value <= most + slack then return end
  local computed = (pair.level.value / was.value - 1) * 100
  flag {
    at = pair.growth, against = pair.level, confidence = 0.8,
    figures = { is = pair.level, was = was, growth = pair.growth, computed = one_decimal(computed) .. "%" },
    message = {
      zh = "{is}与" .. zh .. "通报的{was}相比，增幅为{computed}，文中为{growth}，建议核实数字或口径",
      en = "from {was} in the bulletin of " .. en .. " to {is} the growth is {computed}, the text says "
        .. "{growth}; please verify the figures or what they count",
    },
  }
end

-- Last year's figure, as an amount and its growth imply it: least and greatest.
local function implied_base(pair)
  local share, step = 1 + pair.growth.value / 100, rounding(pair.growth) / 100
  local value, about = pair.level.value, rounding(pair.level)
  return (value - about) / (share + step), (value + about) / (share - step)
end

-- Last year's figure cannot be less up to a later month of the year than up to an earlier one.
local function against_base(pair, old, opt, flag)
  for _, before in ipairs(grown(old)) do
    local was, is = before.level, pair.level
    if not before.last and was.cumulative and is.cumulative and was.metric == is.metric and was.unit == is.unit then
      local least = implied_base(before)
      local _, most = implied_base(pair)
      if most < least * (1 - opt.points / 100) then
        local scale = pair.level.value / (tonumber(digits_of(pair.level)) or pair.level.value)
        flag {
          at = pair.growth, against = pair.level, confidence = 0.7,
          figures = { is = pair.level, growth = pair.growth, was = before.level, before = before.growth,
            now = one_decimal(most / scale), earlier = one_decimal(least / scale) },
          message = {
            zh = "由{is}、增长{growth}反推的上年同期数至多{now}，低于由上期{was}、增长{before}反推的{earlier}（同一单位），"
              .. "累计数不会变小，建议核实",
            en = "{is} with growth of {growth} implies at most {now} for the year before, below the {earlier} "
              .. "that {was} with {before} implied in the bulletin before (same unit); a cumulative figure does "
                .. "not fall; please verify",
          },
        }
        return
      end
    end
  end
end

return check {
  id = "growth-contradicts",
  severity = "note",
  topic = "figures",
  title = { zh = "增幅与此前公布的数字不符", en = "Growth that contradicts the earlier figure" },
  why = {
    zh = "公布的增幅，与此前通报公布的同一指标相比算不出来；口径可能调整过，应有说明。",
    en = "The published growth does not follow from the figure that an earlier bulletin gave for the same "
      .. "thing; what it counts may have changed, which should be said.",
  },
  options = {
    points = { default = 0.5, min = 0, max = 50,
      help = { zh = "相差多少个百分点以内不提示", en = "percentage points of difference that are let pass" } },
  },
  history = true,
  each_pair = function(old, new, opt, flag)
    local year_before = a_year_before(new)
    local same_year = old.bulletin.year == new.bulletin.year
    for _, pair in ipairs(grown(new)) do
      local was = pair.last and same_in(old, pair.level)
      local base = not pair.last and year_before and same_in(year_before, pair.level)
      if was then
        against_figure(pair, was, opt, flag, "上期", "the period before")
      elseif base then
        against_figure(pair, base, opt, flag, "上年同期", "the same period last year")
      elseif not pair.last and same_year then
        against_base(pair, old, opt, flag)
      end
    end
  end,
}
