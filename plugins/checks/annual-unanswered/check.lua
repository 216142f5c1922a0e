-- Figures of the year that neither the period's target nor the result speaks of.

local COLUMNS = { task = true, annual_target = true }
local MEASURED = { count = true, money = true, area = true, length = true, volume = true, mass = true, power = true,
  ratio = true }

-- The task is not this plan's any more: dropped-part tells it.
local GONE = { cancelled = true, transferred = true }

-- Characters of a metric by which it is looked for; shorter ones say too little.
local HEAD, LEAST = 3, 4

local function is_spoken_of(metric, texts)
  if (utf8.len(metric) or 0) < LEAST then return true end
  local head, tail = metric:sub(1, utf8.offset(metric, HEAD + 1) - 1), metric:sub(utf8.offset(metric, -HEAD))
  return texts:find(head, 1, true) ~= nil or texts:find(tail, 1, true) ~= nil
end

-- A size that only describes (总投资486亿元的项目, 20万元以上的村) is no task.
local function is_size(figure)
  if (figure.metric or ""):find("总投资", 1, true) then return true end
  return figure.item:text(figure.field):sub(figure.to + 1, figure.to + 3) == "的"
end

-- The period's target gives a figure in the same unit and no other words (3000亩, 供应700亩), or the result the same
-- figure.
local function is_taken_up(item, figure)
  local unit, dimension = figure.unit, figure.dimension
  for _, other in ipairs(item.quantities) do
    local field = other.field
    if (field == "target" or field == "result") and other.unit == unit and other.dimension == dimension then
      if field == "target" and (utf8.len(other.metric or "") or 0) < LEAST then return true end
      if field == "result" and other.value == figure.value then return true end
    end
  end
  return false
end

return check {
  id = "annual-unanswered",
  severity = "info",
  topic = "targets",
  title = { zh = "全年任务数字未分解、未回应", en = "A figure of the year that is not spoken of" },
  why = {
    zh = "全年任务中的数字，本期目标和完成情况都没有提到，进度无从得知；可能安排在以后，仅作提示。",
    en = "Neither the period's target nor the result speaks of this figure of the year, so its progress is not "
      .. "known; it may be "
      .. "due later. Told for information only.",
  },
  options = {
    least = { type = "integer", default = 1, min = 1, max = 100,
      help = { zh = "从几个数字起提示", en = "figures from which it is told" } },
  },
  each_item = function(item, opt, flag)
    if not item.target or not item.result or GONE[item.status.label] then return end
    local answered, texts, found = {}, nil, {}
    for c in item:comparisons { side = "annual" } do answered[c.target] = true end
    for _, figure in ipairs(item.quantities) do
      if COLUMNS[figure.field] and MEASURED[figure.dimension] and not figure.parent and not answered[figure] then
        texts = texts or item.target .. "\n" .. item.result
        if not is_spoken_of(figure.metric or "", texts) and not is_size(figure) and not is_taken_up(item, figure) then
          found[#found + 1] = figure
        end
      end
    end
    if #found < opt.least then return end
    flag {
      at = found[1], related = { table.unpack(found, 2) },
      figures = { first = found[1], what = found[1].metric, count = #found },
      message = {
        zh = "全年任务中有{count}个数字（如“{what}”{first}）在本期目标和完成情况中均未提到",
        en = "{count} figures of the year (such as {what} {first}) stand neither in the period's target nor in "
          .. "the result",
      },
    }
  end,
}
