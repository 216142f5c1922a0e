-- A word typed twice: 提升提升. What rightly stands twice is in words.lua.

local words = require "words"

-- Marks that close what began before the word, and what opens it: “试点”试点.
local OPENING = {
  ["”"] = "“", ["’"] = "‘", ["》"] = "《", ["）"] = "（", ["】"] = "【", ["」"] = "「", ["』"] = "『",
}
local CLOSING = "”’》）】」』"

-- A clause that stands twice, marks and all, must be this long: short ones are an enumeration's.
local LONG_CLAUSE = 6

local function is_han(code)
  return code >= 0x4E00 and code <= 0x9FFF or code >= 0x3400 and code <= 0x4DBF
end

-- The characters of a text, and how many of them are Chinese.
local function characters(text)
  local list, han = {}, 0
  for _, code in utf8.codes(text) do
    list[#list + 1] = utf8.char(code)
    if is_han(code) then
      han = han + 1
    end
  end
  return list, han
end

local function is_one_of(character, set)
  return character ~= nil and set:find(character, 1, true) ~= nil
end

-- The repeated text and the mark between the two copies.
local function divide(text)
  local half = #text // 2
  if #text % 2 == 0 and text:sub(1, half) == text:sub(half + 1) then
    return text:sub(1, half), ""
  end
  local size = (#text - #"”") // 2
  return text:sub(1, size), text:sub(size + 1, -size - 1)
end

-- 一个一个, 二〇二〇, 某某某某.
local function counts_or_stands_for(list)
  local numerals, same = 0, 0
  for _, character in ipairs(list) do
    numerals = numerals + (is_one_of(character, words.numerals) and 1 or 0)
    same = same + (character == list[1] and 1 or 0)
  end
  return numerals == #list or same == #list
    or (#list == 2 and is_one_of(list[1], words.numerals))
end

local function starts_with_any(text, starts)
  for _, start in ipairs(starts) do
    if text:sub(1, #start) == start then
      return true
    end
  end
  return false
end

local function first_character(text)
  return text:match("^" .. utf8.charpattern)
end

local function last_character(text)
  return text:match("[\0-\x7F\xC2-\xFD][\x80-\xBF]*$")
end

local function is_han_character(character)
  return character ~= nil and is_han(utf8.codepoint(character))
end

-- The second copy begins another word: 某某大学|大学生, 项目建设|建设用地.
local function begins_another(unit, before, after)
  local compounds = words.compounds[unit]
  if compounds and starts_with_any(after, compounds) then
    return true
  end
  local following = first_character(after)
  return words.bodies[unit] ~= nil and is_han_character(last_character(before))
    and is_han_character(following) and not is_one_of(following, words.functional)
end

-- Whether what stands twice is no slip. `before` and `after`: the text around both copies.
local function is_right(unit, before, after)
  local list, han = characters(unit)
  if han < 2 or words.reduplicated[unit .. unit] or counts_or_stands_for(list) then
    return true
  end
  if han < LONG_CLAUSE and words.has_mark(unit) then
    return true
  end
  if list[1] == "的" then -- 县里的企业的企业家
    return true
  end
  -- 落实落实再落实
  return after:sub(1, #"再" + #unit) == "再" .. unit or begins_another(unit, before, after)
end

-- In 政务服务服务中心 the repeat can be read as 务服务服 or as 服务服务: right is what one reading
-- makes right. Goes on to the next reading while the text goes on in the same rhythm.
local function is_right_somehow(unit, before, after)
  for _ = 1, utf8.len(unit) do
    if is_right(unit, before, after) then
      return true
    end
    local first = first_character(unit)
    if first_character(after) ~= first then
      return false
    end
    unit, before, after = unit:sub(#first + 1) .. first, before .. first, after:sub(#first + 1)
  end
  return false
end

-- “试点”试点: all of what stands between the marks, again behind them.
local function is_said_again(unit, mark, before)
  local _, han = characters(unit)
  return han >= 2 and not words.has_mark(unit) and before:sub(-#OPENING[mark]) == OPENING[mark]
end

return check {
  id = "doubled-word",
  severity = "warning",
  topic = "text",
  title = { zh = "词语连写两遍", en = "Word typed twice" },
  why = {
    zh = "同一个词紧接着又写一遍，多半是录入或转贴时的笔误；正常的重叠（一个一个）和词语恰好相接（某某大学大学生）不在此列。",
    en = "The same word straight after itself is mostly a slip of typing or pasting. What Chinese rightly "
      .. "doubles, and words that only meet, are left out.",
  },
  options = {
    across = {
      default = true,
      help = {
        zh = "引号、括号里的词在外面又紧接着写一遍时也提示",
        en = "also where a word in quotation marks or brackets is said again right behind them",
      },
    },
  },

  whole = function(bulletin, opt, flag)
    for _, span in ipairs(bulletin:repeats(bulletin.prose, opt.across and CLOSING or "")) do
      local text = span.item:text(span.field)
      local before, after = text:sub(1, span.from - 1), text:sub(span.to + 1)
      local unit, mark = divide(span.text)
      if mark == "" and not is_right_somehow(unit, before, after) then
        flag {
          at = span,
          confidence = 0.9,
          figures = { word = unit },
          message = {
            zh = "“{word}”连续写了两遍，建议核实是否多写",
            en = "'{word}' stands twice in a row: check whether it was typed twice",
          },
        }
      elseif mark ~= "" and is_said_again(unit, mark, before) then
        flag {
          at = span,
          severity = "note",
          confidence = 0.6,
          figures = { word = unit },
          message = {
            zh = "“{word}”在引号或括号内外各写了一遍，建议核实是否多写",
            en = "'{word}' stands inside the marks and again right behind them: check whether it was typed twice",
          },
        }
      end
    end
  end,
}
