-- What is left of the year's target for each period to come, beside what the periods so far have brought.

local PERIODS = { quarter = 4, ["ytd-quarter"] = 4, month = 12, ytd = 12, half = 2 }

-- The number of the bulletin's period in its year and how many the year has; nil where that is not known.
local function place_of(bulletin)
  local period = bulletin.period
  local whole = period and PERIODS[period.kind]
  if whole and period.index then return period.index, whole end
end

local function is_amount(figure)
  return figure.kind == "level" and figure.value ~= nil and figure.dimension ~= "ratio"
end

-- The year's target and what is reached of it, by what the target measures.
local function reached(item)
  local found = {}
  for c in item:comparisons { side = "annual", min_confidence = 0.8 } do
    local target, actual = c.target, c.actual
    if actual and actual.cumulative and is_amount(target) and is_amount(actual) and target.value > 0
      and target.comparator ~= "le" and target.comparator ~= "lt" and target.unit == actual.unit and target.metric then
      local key = target.metric .. "\0" .. (target.unit or "")
      if found[key] then found[key].twice = true else found[key] = { target = target, actual = actual } end
    end
  end
  return found
end

-- What each earlier period of the year has brought at most, from the cumulative figures; nil: they do not say.
local function fastest(new, key, actual)
  local index, whole = place_of(new.bulletin)
  local best, later = nil, { value = actual.value, index = index }
  for _, before in ipairs(new:history()) do
    local at, of = place_of(before.bulletin)
    if before.bulletin.year ~= new.bulletin.year or of ~= whole or not at or at >= later.index then break end
    local one = reached(before)[key]
    if not one or one.twice then break end
    local pace = (later.value - one.actual.value) / (later.index - at)
    if not best or pace > best then best = pace end
    later = { value = one.actual.value, index = at }
  end
  if best and later.value / later.index > best then best = later.value / later.index end
  return best
end

-- A number of the unit that a figure is written in: 55.5 of 亿元.
local function written(number, like)
  local shown = tonumber((like.text:gsub(",", ""):match("%d+%.?%d*")) or "")
  local scale = shown and shown ~= 0 and like.value / shown or 1
  return (string.format("%.1f", number / scale):gsub("%.0$", ""))
end

return check {
  id = "pace-needed",
  severity = "note",
  topic = "targets",
  title = { zh = "余下各期所需快于以往", en = "The year's target needs a faster pace than before" },
  why = {
    zh = "按各期公布的累计数，要完成全年目标，余下各期每期所需高于以往最快的一期；任务集中在后期，建议核实安排。",
    en = "By the cumulative figures of the bulletins so far, the year's target asks more of each period to come "
      .. "than any has brought; please verify what is planned.",
  },
  options = {
    factor = { default = 1.5, min = 1, max = 100,
      help = { zh = "为以往最快一期的几倍以上时提示", en = "how many times the fastest period so far from which to speak up" } },
  },
  history = true,
  each_pair = function(_, new, opt, flag)
    local index, whole = place_of(new.bulletin)
    if not index or index >= whole then return end
    for key, one in pairs(reached(new)) do
      local target, actual = one.target, one.actual
      local short = target.value - actual.value
      local best = not one.twice and short > 0 and fastest(new, key, actual)
      local need = short / (whole - index)
      if best and need > best * opt.factor then
        flag {
          at = actual, against = target, confidence = 0.7,
          figures = { target = target, actual = actual, left = whole - index, need = written(need, actual),
            best = written(best, actual) },
          message = {
            zh = "累计{actual}，全年目标{target}，余下{left}期每期需{need}，此前最快一期为{best}（同一单位），建议核实后期安排",
            en = "{actual} so far of {target} for the year: each of the {left} periods left needs {need}, the "
              .. "fastest so far brought {best} (same unit); please verify what is planned",
          },
        }
      end
    end
  end,
}
