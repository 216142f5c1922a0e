-- Targets that depend on something else, or that no result could miss.

local words = require "words"

local FIELDS = { "target", "annual_target" }
local BREAKS = any_of { "。", "；", "！", "\n" }

local CONDITIONAL, NOT_CONDITIONAL = any_of(words.conditional), any_of(words.not_conditional)
local SOFT, HARD = any_of(words.soft), any_of(words.hard)

local function has_any(text, list)
  for _, word in ipairs(list) do
    if text:find(word, 1, true) then
      return true
    end
  end
  return false
end

-- Nothing in the text could be held against a result. The number of the part is no figure.
local function is_soft(text)
  text = text:gsub("%d%d?、", ""):gsub("%d%d?%.%s*%f[^%d%s]", "")
  return not text:find("%d") and not HARD:find(text)
end

-- The sentence around a place, so that a figure elsewhere in the cell does not excuse it.
local function sentence_around(text, from)
  local start = 1
  local stop, last = BREAKS:find(text)
  while stop and stop < from do
    start = last + 1
    stop, last = BREAKS:find(text, start)
  end
  return text:sub(start, (stop or #text + 1) - 1)
end

-- Returns the words found: a sentence that has one is told for that alone.
local function flag_conditional(item, field, text, flag)
  local found = {}
  for _, span in ipairs(item:find_any(field, CONDITIONAL)) do
    if not NOT_CONDITIONAL:at(text, span.from) then
      found[#found + 1] = span.text
      flag {
        at = span,
        figures = { word = span.text },
        message = {
          zh = "目标附有条件或时间未定（“{word}”），难以判断应否完成，建议结合说明核实",
          en = "the target depends on something or leaves the time open ('{word}'): nobody can say whether it was due",
        },
      }
    end
  end
  return found
end

-- One finding for a sentence, at its first soft word.
local function flag_soft(item, field, text, conditions, flag)
  local last
  for _, span in ipairs(item:find_any(field, SOFT)) do
    local sentence = sentence_around(text, span.from)
    if sentence ~= last and is_soft(sentence) and not has_any(sentence, conditions) then
      flag {
        at = span,
        confidence = 0.7,
        figures = { word = span.text },
        message = {
          zh = "目标只写“{word}”，未见数量或节点，难以对照完成情况",
          en = "the target says '{word}' and names neither a figure nor a milestone to hold a result against",
        },
      }
    end
    last = sentence
  end
end

return check {
  id = "soft-target",
  severity = "note",
  topic = "commitments",
  title = { zh = "目标偏软或附条件", en = "Soft or conditional target" },
  why = {
    zh = "“视资金情况推进”“现场调研”一类目标没有数量和节点，怎样都算完成，也无从督查。",
    en = "A target such as 'go on as money allows' has neither figure nor milestone: any result meets it.",
  },
  options = {
    conditional = {
      default = true,
      help = { zh = "提示附条件的目标", en = "tell targets that depend on something" },
    },
    soft = {
      default = true,
      help = { zh = "提示没有数量和节点的目标", en = "tell targets without figure and milestone" },
    },
  },

  each_item = function(item, opt, flag)
    for _, field in ipairs(FIELDS) do
      local text = item:text(field)
      local conditions = {}
      if text and opt.conditional then
        conditions = flag_conditional(item, field, text, flag)
      end
      if text and opt.soft then
        flag_soft(item, field, text, conditions, flag)
      end
    end
  end,
}
