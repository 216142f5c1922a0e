-- Figures of the target that the result never speaks of: neither a figure nor the thing itself.

local MEASURED = { count = true, money = true, area = true, length = true, volume = true, mass = true, power = true,
  ratio = true }

-- Characters of a metric by which it is looked for in the result; shorter ones say too little.
local HEAD, LEAST = 3, 4

-- The columns of the target that is due, and the side of its comparisons.
local function target_of(item)
  if item.target then return { target = true }, "period" end
  return { annual_target = true, task = true }, "annual"
end

-- The first and the last characters of the metric; nil: too short.
local function ends_of(metric)
  local length = utf8.len(metric) or 0
  if length < LEAST then return nil end
  return metric:sub(1, utf8.offset(metric, HEAD + 1) - 1), metric:sub(utf8.offset(metric, -HEAD))
end

local function is_spoken_of(figure, result)
  local head, tail = ends_of(figure.metric or "")
  if not head then return true end
  return result:find(head, 1, true) ~= nil or result:find(tail, 1, true) ~= nil
end

-- The result has a figure in the same unit that answers no other target.
local function has_candidate(item, figure, answers)
  local dimension, growth = figure.dimension, figure.kind == "growth"
  for _, other in ipairs(item.quantities) do
    if other.field == "result" and not answers[other] and other.dimension == dimension
      and (other.kind == "growth") == growth then
      return true
    end
  end
  return false
end

-- A clause of the result that says something and answers no clause of the target: it may answer in other words.
local function has_free_claim(item)
  local linked = {}
  for _, demand in ipairs(item.demands) do
    for _, claim in ipairs(demand.claims) do linked[claim] = true end
  end
  for _, claim in ipairs(item.claims) do
    if not linked[claim] and claim.says then return true end
  end
  return false
end

-- The clause of the target in which the figure stands is spoken of, in words.
local function is_answered_in_words(item, figure)
  for _, demand in ipairs(item.demands) do
    if figure.field == demand.field and figure.from >= demand.from and figure.to <= demand.to then
      return #demand.claims > 0
    end
  end
  return false
end

-- All of it: an answer to every share.
local function says_all(result)
  return result:find("全部", 1, true) or result:find("全覆盖", 1, true)
end

-- A result that says that things go on, no more, and has no number at all.
local function is_bare(item)
  if item.result:find("%d") then return false end
  for _, figure in ipairs(item.quantities) do
    if figure.field == "result" then return false end
  end
  local goes_on = false
  for _, claim in ipairs(item.claims) do
    if claim.says and claim.says ~= "on_track" then return false end
    goes_on = goes_on or claim.says ~= nil
  end
  return goes_on
end

-- A cell that is a number alone (700) answers without words.
local function is_number(result)
  return result:find("^%s*[%d.,]+%s*%%?%s*$") ~= nil
end

local OVER = { cancelled = true, transferred = true, suspended = true, delayed = true, data_pending = true }

return check {
  id = "figure-unanswered",
  severity = "note",
  topic = "targets",
  title = { zh = "目标数字在完成情况中未见对应", en = "A target figure without an answer" },
  why = {
    zh = "目标中的数字和所指的事，在完成情况里都没有提到；可能另有表述，请核对原文。",
    en = "The result speaks neither of this figure of the target nor of what it measures; it may be answered in "
      .. "other words. "
      .. "Please compare the text.",
  },
  options = {
    bare = { default = true,
      help = { zh = "完成情况只说在推进、没有任何数字时也提示",
        en = "tell, too, where the result says that things go on and has no number" } },
  },
  each_item = function(item, opt, flag)
    local result = item.result
    if #(result or "") == 0 or is_number(result) then return end
    local fields, side = target_of(item)
    local answered, answers = {}, {}
    for c in item:comparisons { side = side } do
      answered[c.target] = true
      if c.actual then answers[c.actual] = true end
    end
    local free, bare
    for _, figure in ipairs(item.quantities) do
      if fields[figure.field] and MEASURED[figure.dimension] and not figure.parent and not answered[figure] then
        if free == nil then
          if OVER[item.status.label] then return end
          free, bare = has_free_claim(item), is_bare(item)
        end
        local silent = not free and not is_spoken_of(figure, result) and not is_answered_in_words(item, figure)
          and not has_candidate(item, figure, answers) and not (figure.dimension == "ratio" and says_all(result))
        if (bare and opt.bare) or silent then
          flag {
            at = figure, confidence = 0.7, figures = { want = figure },
            message = {
              zh = "目标中的{want}，完成情况中未见对应数字，也未提到该事项，建议核实",
              en = "the result speaks neither of the target's {want} nor of what it measures; please verify",
            },
          }
        end
      end
    end
  end,
}
