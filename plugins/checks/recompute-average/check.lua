-- 投入1200万元改造危房300户，户均4万元: total and number stand in the sentence, so the average can be worked out.

-- Words of an average, and what it is taken over.
local words = require "words"
local WORDS = any_of(words.over)
-- Between the word and its figure these make it an indicator of its own (人均可支配收入), taken over other people.
local INDICATOR = any_of(words.indicators)
local MARKS = any_of { "，", "。", "；", "、" }

-- One unit of the last digit printed, in the magnitude in which it is written.
local function step(figure)
  local shown = figure.text:match("%d[%d.,]*")
  local digits = shown and shown:match("%.(%d+)")
  local number = shown and tonumber((shown:gsub(",", "")))
  if not number or number == 0 then return 0 end
  return (digits and 10 ^ -#digits or 1) * figure.value / number
end

-- The figure right behind the word, few characters away.
local function average_at(item, word, far)
  for _, figure in ipairs(item.quantities) do
    if figure.field == word.field and figure.from > word.to then
      local between = item:text(word.field):sub(word.to + 1, figure.from - 1)
      local near = (utf8.len(between) or 0) <= far and not INDICATOR:find(between) and not MARKS:find(between)
      return near and figure.kind == "level" and figure.comparator == "eq" and figure or nil
    end
  end
end

-- The only total and the only number before the word in its sentence; nil: there are none, or several.
local function parts_before(item, word, average)
  local text, total, count = item:text(word.field), nil, nil
  for _, figure in ipairs(item.quantities) do
    local before = figure.field == word.field and figure.to < word.from
    local gap = before and text:sub(figure.to + 1, word.from - 1)
    if before and not gap:find("。", 1, true) and not gap:find("；", 1, true) and figure.kind == "level" then
      if figure.unit == words.over[word.text] then
        if count then return nil end
        count = figure
      elseif figure.unit == average.unit then
        if total then return nil end
        total = figure
      end
    end
  end
  local sure = total and count and total.comparator == "eq" and count.comparator == "eq" and count.value > 1
  if sure then return total, count end
end

return check {
  id = "recompute-average",
  severity = "note",
  topic = "figures",
  title = { zh = "平均数与所列数字不一致", en = "An average does not fit its figures" },
  why = {
    zh = "同一句里有总数、个数和平均数，用前两个算出的平均数与公布的不同，四舍五入和截尾都已考虑。",
    en = "A sentence gives a total, a number and an average; worked out from the two, rounded or cut, the average is "
      .. "another one.",
  },
  options = {
    far = { type = "integer", default = 4, min = 0, max = 20,
      help = { zh = "“户均”与其数字之间最多几个字", en = "characters that may stand between 户均 and its figure" } },
  },
  each_item = function(item, opt, flag)
    for _, word in ipairs(item.result and item:find_any("result", WORDS) or {}) do
      local average = average_at(item, word, opt.far)
      local total, count
      if average then total, count = parts_before(item, word, average) end
      if total then
        local right = total.value / count.value
        local room, over = step(total) / count.value, right - average.value -- rounded half up, or cut
        if over < -step(average) / 2 - room or over >= step(average) + room then
          local scale = average.text:find("亿", 1, true) and 1e8 or average.text:find("万", 1, true) and 1e4 or 1
          local magnitude = scale == 1e8 and "亿" or scale == 1e4 and "万" or ""
          flag {
            at = average, related = { total, count },
            figures = { stated = average,
              recomputed = string.format("%.2f%s%s", right / scale, magnitude, average.unit or "") },
            message = {
              zh = "文中平均为{stated}，按所列数字计算为{recomputed}，建议核实",
              en = "the text says {stated} on average, its own figures give {recomputed}; please verify",
            },
          }
        end
      end
    end
  end,
}
