-- The result says what the target said, word for word.

-- Words that turn a target into a result and add nothing else.
local DONE = { "已经", "已", "均", "全部", "了" }
local MARKS = { "。", "，", "；", "：", "、", "！", "（", "）", "“", "”", "\u{3000}" }

-- Room for those words and for marks: texts that differ by more are not compared.
local MOST = 40 -- bytes

local SHORTEST = 18 -- bytes: six Chinese characters; "100" answers "100" rightly

local function without(text, list)
  for _, word in ipairs(list) do
    text = text:gsub(word, "")
  end
  return text
end

local function fold(text)
  return without(text:gsub("[%s%p]+", ""), MARKS)
end

-- Both end with the same two characters, marks aside: else they are not compared further.
local function end_alike(a, b)
  a, b = a:sub(-12), b:sub(-12)
  for _, mark in ipairs { "。", "；", "！", "了" } do
    a, b = a:gsub(mark, ""), b:gsub(mark, "")
  end
  return a:gsub("%s+", ""):sub(-6) == b:gsub("%s+", ""):sub(-6)
end

return check {
  id = "result-repeats-target",
  severity = "note",
  topic = "open",
  title = { zh = "完成情况照抄目标", en = "Result repeats the target" },
  why = {
    zh = "完成情况与目标文字相同，看不出实际做到了什么，可能是填报时复制而未更新。",
    en = "A result in the words of the target does not show what was done; it may have been copied and never updated.",
  },
  options = {
    least = { type = "integer", default = 4, min = 1, max = 1000,
      help = { zh = "短于几个字的不比较", en = "characters below which nothing is compared" } },
  },

  each_item = function(item, opt, flag)
    local target, result = item.target, item.result
    if not target or not result or (utf8.len(result) or 0) < opt.least or #result < SHORTEST
      or math.abs(#target - #result) > MOST
      or not end_alike(target, result) then
      return
    end
    local want, got = fold(target), fold(result)
    local equal = want == got
    if equal or without(want, DONE) == without(got, DONE) then
      flag {
        at = item:span("result"),
        against = item:span("target"),
        severity = equal and "warning" or nil,
        message = equal and {
          zh = "完成情况与目标文字完全相同，看不出是否完成，建议核实是否漏填",
          en = "the result is the target word for word: it does not show whether anything was done; please verify",
        } or {
          zh = "完成情况与目标文字相同，只加了“已”等字，未见具体情况，建议核实",
          en = "the result is the target with 'done' added and says nothing more: please verify",
        },
      }
    end
  end,
}
