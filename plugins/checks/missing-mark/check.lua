-- Two clauses run together: 手续办理已完成设计招标已完成.

-- Marks that end a clause; 、 does not.
local BREAKS = any_of {
  ",", ";", ":", "!", "?", "(", ")", "\n", "。", "；", "，", "：", "！", "？", "（", "）", "“", "”", "《", "》",
}

-- Words that a clause says once: twice without a mark between, two clauses were joined.
local WORDS = {
  "已完成", "已开工", "已建成", "已竣工", "已投用", "已启动", "正在进行", "正在办理", "已完工", "已验收", "已封顶",
}

local PREDICATES = any_of(WORDS)

-- Behind these a predicate only describes a noun: 已完成的工程已完成验收.
local DESCRIBING = any_of { "的", "项目", "和", "或", "及" }

-- Where the last clause of a text begins.
local function last_clause(text)
  local start = 1
  local from, to = BREAKS:find(text)
  while from do
    start = to + 1
    from, to = BREAKS:find(text, start)
  end
  return start
end

local function is_break(text, at)
  return at > #text or BREAKS:at(text, at) ~= nil
end

-- The clause that has the word at `to` and again from `again` to `last`; nil: there are two clauses, or
-- one that is well formed. Said of something at the start (工程已完成…) and again at the end: in between
-- must be another subject.
local function joined(text, from, to, again, last)
  local between = text:sub(to + 1, again - 1)
  if #between <= 12 or not is_break(text, last + 1) or DESCRIBING:at(text, to + 1) or last_clause(between) > 1 then
    return nil
  end
  local start = last_clause(text:sub(1, from - 1))
  return start < from and start or nil
end

-- A byte that belongs to no Chinese character, letter or figure: a mark or blank begins with it.
local MARK = "[^\x80-\xBF\xE4-\xE9%w%.%%+#~/-]"

-- Most of them, which are found sooner.
local USUAL = any_of { "，", "。", "；", "、", "：", "（", "）", "“", "”", ",", ";", ":", "(", ")", " ", "\n" }

-- The longest stretch of at least `least` bytes without any mark, pause marks too: its characters and
-- place. A mark in the second half of a window ends all that begins in the first: most of the text is
-- never looked at.
local function longest_stretch(text, least)
  local longest, where, at = 0, nil, 1
  while at + least - 1 <= #text do
    local mark = USUAL:find(text, at + least // 2)
    if not mark or mark >= at + least then
      mark = text:find(MARK, at + least // 2)
    end
    if not mark or mark >= at + least then
      local stop = mark or #text + 1
      local before = text:sub(at, at + least // 2 - 1):match("^.*()" .. MARK)
      local from = text:match("^[\x80-\xBF]*()", before and at + before or at) -- the rest of that mark
      local count = stop - from >= least and utf8.len(text, from, stop - 1) or 0
      if count > longest then
        longest, where = count, { from, stop - 1 }
      end
    end
    at = mark and mark + 1 or #text
  end
  return longest, where
end

local function flag_joined(item, field, text, word, flag)
  local from, to = text:find(word, 1, true)
  while from do
    local again, last = text:find(word, to + 1, true)
    local start = again and joined(text, from, to, again, last)
    if start then
      flag {
        at = item:span(field, start, last),
        confidence = 0.7,
        figures = { word = word },
        message = {
          zh = "同一分句里“{word}”出现两次，中间没有标点，可能漏了标点，建议核实",
          en = "'{word}' stands twice in one clause without a mark between: one may be missing; please verify",
        },
      }
    end
    from, to = again, last
  end
end

local function flag_long(span, count, flag)
  flag {
    at = span,
    confidence = 0.5,
    figures = { count = count },
    message = {
      zh = "连续{count}字没有标点，可能漏了标点，建议核实",
      en = "{count} characters without a mark: one may be missing; please verify",
    },
  }
end

return check {
  id = "missing-mark",
  severity = "info",
  topic = "text",
  title = { zh = "分句之间疑似缺标点", en = "A mark that may be missing between clauses" },
  why = {
    zh = "两个分句连在一起，读者分不清说的是哪一件事，按分句对照目标时也会错位。",
    en = "Where two clauses run together, nobody can tell which of two things was done.",
  },
  options = {
    longest = {
      type = "integer", default = 60, min = 20, max = 1000,
      help = {
        zh = "连续多少字没有标点时提示",
        en = "characters without a mark from which to speak up",
      },
    },
  },

  whole = function(bulletin, opt, flag)
    for item, field, text in bulletin:cells("result", PREDICATES) do
      for _, word in ipairs(WORDS) do
        flag_joined(item, field, text, word, flag)
      end
    end
    for item, field, text in bulletin:cells(bulletin.prose) do
      local count, place = longest_stretch(text, 2 * opt.longest)
      if count >= opt.longest then
        flag_long(item:span(field, place[1], place[2]), count, flag)
      end
    end
  end,
}
