-- Two clauses run together: 手续办理已完成设计招标已完成.

-- Columns that hold no prose.
local NO_PROSE = {
  no = true, units = true, lead_units = true, people = true, actual_value = true, ratio = true,
  measure_unit = true,
}

-- Marks that end a clause; 、 does not.
local BREAKS = { "。", "；", "，", "：", "！", "？", "（", "）", "“", "”", "《", "》" }

-- Words that a clause says once: twice without a mark between, two clauses were joined.
local PREDICATES = {
  "已完成", "已开工", "已建成", "已竣工", "已投用", "已启动", "正在进行", "正在办理", "已完工", "已验收", "已封顶",
}

-- Behind these a predicate only describes a noun: 已完成的工程已完成验收.
local DESCRIBING = { "的", "项目", "和", "或", "及" }

-- The text with the marks that end clauses, and the ASCII ones, padded; places stay.
local function padded(text)
  for _, mark in ipairs(BREAKS) do
    text = text:gsub(mark, ("\n"):rep(#mark))
  end
  return (text:gsub("[,;:!?()]", "\n"))
end

local function describes(clause, at)
  for _, word in ipairs(DESCRIBING) do
    if clause:sub(at, at + #word - 1) == word then
      return true
    end
  end
  return false
end

-- Where a predicate stands in the clause for the second time, something other than it between; nil: it
-- does not.
local function second_of(clause)
  for _, word in ipairs(PREDICATES) do
    local from, to = clause:find(word, 1, true)
    local again, last = clause:find(word, (to or 0) + 1, true)
    -- said of something at the start (工程已完成…) and again at the end: in between must be a subject
    if from and from > 1 and again and last == #clause and again - to > 12 and not describes(clause, to + 1) then
      return from, to
    end
  end
end

-- Characters of a clause, pause marks divide it too.
local function longest_run(clause)
  local longest, where = 0, nil
  for from, run in clause:gsub("、", "\n\n\n"):gmatch("()([^\n]+)") do
    local count = utf8.len(run) or 0
    if count > longest then
      longest, where = count, { from, from + #run - 1 }
    end
  end
  return longest, where
end

local function flag_joined(span, word, flag)
  flag {
    at = span,
    confidence = 0.7,
    figures = { word = word },
    message = {
      zh = "同一分句里“{word}”出现两次，中间没有标点，可能漏了标点，建议核实",
      en = "'{word}' stands twice in one clause without a mark between: one may be missing; please verify",
    },
  }
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

  each_item = function(item, opt, flag)
    for _, column in ipairs(item.bulletin.columns) do
      local text = not NO_PROSE[column.role] and item:text(column.field)
      if text and #text > 60 then
        for at, clause in padded(text):gmatch("()([^\n]+)") do
          local from, to = second_of(clause)
          if from then
            flag_joined(item:span(column.field, at, at + #clause - 1), clause:sub(from, to), flag)
          elseif #clause >= opt.longest * 2 then
            local count, place = longest_run(clause)
            if count >= opt.longest then
              flag_long(item:span(column.field, at + place[1] - 1, at + place[2] - 1), count, flag)
            end
          end
        end
      end
    end
  end,
}
