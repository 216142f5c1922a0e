-- What a bulletin of the third quarter tells of April.

-- The old date of something put off, and dates of other years, are no evidence. Reasons: words before a date.
local NO_EVIDENCE = {
  "原定",   -- the date that was given up
  "原计划", -- the same
  "去年",   -- a comparison
  "上年",   -- a comparison
  "自",     -- since when, not when
  "从",     -- since when
}

local function within(span, list)
  for _, other in ipairs(list) do
    if other.field == span.field and other.from <= span.from and span.to <= other.to then return true end
  end
  return false
end

local function is_evidence(text, date)
  local before = text:sub(math.max(1, date.from - 15), date.from - 1)
  for _, word in ipairs(NO_EVIDENCE) do
    if before:find(word, 1, true) then return false end
  end
  return true
end

-- Words that tell of something done, not planned.
local function is_told_as_done(text, date)
  local clause = text:sub(date.to + 1, date.to + 60)
  return clause:find("已", 1, true) or text:sub(math.max(1, date.from - 6), date.from - 1):find("已于", 1, true)
end

return check {
  id = "outside-period",
  severity = "note",
  topic = "figures",
  title = { zh = "列举的事项不在本期", en = "What is told happened outside the period" },
  why = {
    zh = "完成情况列举的事项发生在本期开始之前或结束之后，不能作为本期完成的依据。",
    en = "The result tells of something before the period began or after it ended, which is no evidence for the "
      .. "period.",
  },
  options = {
    late = { default = true,
      help = { zh = "本期之后的也提示", en = "tell what came after the period, too" } },
  },
  each_item = function(item, opt, flag)
    local period = item.bulletin.period
    if not period or not period.from or not item.result then return end
    for _, date in ipairs(item.dates) do
      if date.kind == "event" and date.field == "result" and date.start then
        local early = date.last < period.from
        local late = opt.late and date.start > period.to and is_told_as_done(item.result, date)
        if (early or late) and is_evidence(item.result, date) and not within(date, item.reasons) then
          flag {
            at = date, figures = { day = date.text, first = period.from, last = period.to },
            message = early and {
              zh = "“{day}”早于本期（{first}至{last}），不能作为本期进展的依据，建议核实",
              en = "'{day}' is before the period ({first} to {last}) and no evidence for it; please verify",
            } or {
              zh = "“{day}”晚于本期（{first}至{last}），不能作为本期进展的依据，建议核实",
              en = "'{day}' is after the period ({first} to {last}) and no evidence for it; please verify",
            },
          }
          return
        end
      end
    end
  end,
}
