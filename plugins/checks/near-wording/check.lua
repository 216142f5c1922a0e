-- Two columns of one row say the same but for one character: 企业家精神 and 企业界精神. Only suggested.

local groups = require "words"

-- Pairs of columns that are held against each other.
local PAIRS = {
  { "task", "target" }, { "target", "result" }, { "annual_target", "target" },
}

-- Longer cells are not compared: the search would take too long.
local LONGEST = 6000 -- bytes

local HAN = 3 -- bytes of a Chinese character

-- Characters of a passage that is looked at.
local PIECE = 3

-- Characters behind the slip that agree again.
local AGAIN = 2

local GROUP_OF = {}
for number, group in ipairs(groups) do
  for _, code in utf8.codes(group[1]) do
    GROUP_OF[utf8.char(code)] = GROUP_OF[utf8.char(code)] or {}
    GROUP_OF[utf8.char(code)][number] = true
  end
end

-- The Chinese character that begins at a byte; nil: none does.
local function han_at(text, at)
  local byte = at > 0 and text:byte(at)
  if byte and byte >= 0xE4 and byte <= 0xE9 then
    return text:sub(at, at + HAN - 1)
  end
end

-- How many Chinese characters agree from two places on, at most `most`.
local function agree(a, i, b, j, step, most)
  local count = 0
  while count < most do
    local character = han_at(a, i)
    if not character or character ~= han_at(b, j) then
      break
    end
    count, i, j = count + 1, i + step, j + step
  end
  return count
end

-- Whether two characters rightly stand for one another.
local function may_alternate(x, y)
  for number in pairs(GROUP_OF[x] or {}) do
    if GROUP_OF[y] and GROUP_OF[y][number] then
      return true
    end
  end
  return false
end

-- The slip at two places where the texts stop agreeing, `left` characters having agreed; nil: none.
local function slip_at(a, i, b, j, left, opt)
  local x, y = han_at(a, i), han_at(b, j)
  if not x or not y or may_alternate(x, y) then
    return nil
  end
  local right = agree(a, i + HAN, b, j + HAN, HAN, opt.context)
  if left < 2 or right < 2 or left + right < opt.context then
    return nil
  end
  local here = b:sub(j - 2 * HAN, j + 2 * HAN - 1)
  local there = a:sub(i - 2 * HAN, i + 2 * HAN - 1)
  -- where a text has both, each is meant
  if a:find(here, 1, true) or b:find(there, 1, true) then
    return nil
  end
  return { from = j - 2 * HAN, to = j + 3 * HAN - 1, other = i - 2 * HAN, other_to = i + 3 * HAN - 1 }
end

-- The slip behind a passage that both texts have.
local function look(a, b, here, there, opt)
  local i, j = here.to + 1, there.to + 1
  return slip_at(a, i, b, j, agree(a, i - HAN, b, j - HAN, -HAN, opt.context), opt)
end

-- Goes through what both columns have, and looks at where the agreement ends.
local function slips(item, pair, a, b, opt)
  local list = {}
  local here, there = item:shared(pair[1], pair[2], PIECE, AGAIN)
  for i, passage in ipairs(here) do
    list[#list + 1] = look(a, b, passage, there[i], opt)
  end
  return list
end

return check {
  id = "near-wording",
  severity = "note",
  topic = "text",
  title = { zh = "两栏文字仅一字之差", en = "Two columns differ by one character" },
  why = {
    zh = "同一项的任务、目标、完成情况里，相同的一段话只差一个字，其中一处可能是笔误。是否有误请对照原文核实。",
    en = "Where task, target and result of an item share a passage but for one character, one of them may be a slip.",
  },
  options = {
    context = {
      type = "integer", default = 5, min = 4, max = 30,
      help = {
        zh = "这个字前后至少共有多少个相同的字才提示",
        en = "characters around it that must be the same",
      },
    },
  },

  each_item = function(item, opt, flag)
    local told = {}
    for _, pair in ipairs(PAIRS) do
      local a, b = item:text(pair[1]), item:text(pair[2])
      if a and b and a ~= b and #a <= LONGEST and #b <= LONGEST then
        for _, slip in ipairs(slips(item, pair, a, b, opt)) do
          local here, there = b:sub(slip.from, slip.to), a:sub(slip.other, slip.other_to)
          if not told[here .. there] then
            told[here .. there] = true
            flag {
              at = item:span(pair[2], slip.from, slip.to),
              against = item:span(pair[1], slip.other, slip.other_to),
              confidence = 0.6,
              figures = { here = here, there = there },
              message = {
                zh = "此处“{here}”，另一栏“{there}”，仅一字之差，可能有一处是笔误，建议核实",
                en = "'{here}' here, '{there}' in another column: one may be a slip; please verify",
              },
            }
          end
        end
      end
    end
  end,
}
