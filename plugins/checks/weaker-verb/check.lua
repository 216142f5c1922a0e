-- The target says 认定, the result 申报: the same figure of something less.

-- What a target may ask for, and what falls short of it.
local pairs_of_verbs = require "words"

local all = {}
for _, pair in ipairs(pairs_of_verbs) do
  for _, word in ipairs(pair.strong) do all[word] = true end
end
local STRONG = any_of(all)

-- The words between the marks around a figure: its clause, less what another figure takes.
local MARKS = any_of { "，", "。", "；", "：", "\n", "、" }
local SENTENCE = any_of { "，", "。", "；", "：", "\n" } -- the verb of a target holds for all of a list
local function words_around(figure, marks)
  local text = figure.item:text(figure.field)
  local start, from = figure.from, 1
  local mark, last = marks:find(text)
  while mark and mark < start do
    from = last + 1
    mark, last = marks:find(text, from)
  end
  return text:sub(from, (marks:find(text, figure.to + 1) or #text + 1) - 1)
end

local function find(words, text)
  for _, word in ipairs(words) do
    if text:find(word, 1, true) then return word end
  end
end

return check {
  id = "weaker-verb",
  severity = "note",
  topic = "commitments",
  title = { zh = "完成情况的动词弱于目标", en = "A weaker verb than the target's" },
  why = {
    zh = "目标要求“认定”“建成”“达成”，完成情况只是“申报”“开工”“推荐”：数字对得上，所指的事还差一步。",
    en = "The target asks to have so many approved, built or agreed; the result has so many applied for, begun "
      .. "or proposed: the "
      .. "figure answers, the thing falls a step short.",
  },
  options = {
    year = { default = true,
      help = { zh = "与全年任务的动词也比较", en = "compare with the verb of the year's task, too" } },
  },
  each_item = function(item, opt, flag)
    local told, of_period = {}, {}
    for c in item:comparisons {} do
      local actual = c.actual
      -- what answers the period's own target need not answer the year's yet
      if actual and c.side == "period" then of_period[actual] = true end
      local due = actual and (c.side == "period" or (opt.year and not of_period[actual]))
      if due and not told[actual] and c.target.kind == "level" and c.target.unit == actual.unit then
        local asked, done = words_around(c.target, SENTENCE), nil
        for _, pair in ipairs(STRONG:find(asked) and pairs_of_verbs or {}) do
          local strong = find(pair.strong, asked)
          if strong then
            done = done or words_around(actual, MARKS)
            local weak = not find(pair.strong, done) and find(pair.weak, done)
            if weak then
              told[actual] = true
              flag {
                at = actual, against = c.target, confidence = 0.7,
                figures = { want = c.target, got = actual, strong = strong, weak = weak },
                message = {
                  zh = "目标为“{strong}”（{want}），完成情况为“{weak}”（{got}），所指的事不同，建议核实",
                  en = "the target says {strong} ({want}), the result {weak} ({got}): less than was asked for; "
                    .. "please verify",
                },
              }
              break
            end
          end
        end
      end
    end
  end,
}
