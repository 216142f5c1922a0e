-- "整改率104%": a part is never more than its whole. "应检37家，检查率83.3%": no whole number of 37 is that share.

-- Rates that end at a hundred, each with its whole. Rates against a plan (完成率) may pass it.
local words = require "words"

-- Words right before a figure that make it the whole of a rate behind it.
local WHOLE = {
  "应检", "应统", "应办", "应整改", "应到", "应参保", "应完成", "应签约", "应处置", "应检查", -- all that are to be …
  "共有", "共计", "总计", "合计", "共",                                                       -- all
}

local function rate_word(figure)
  local metric = figure.metric or ""
  for _, word in ipairs(words) do
    if metric:sub(-#word) == word then return word end
  end
end

local function ends_with_any(text, list)
  for _, word in ipairs(list) do
    if text:sub(-#word) == word then return true end
  end
  return false
end

-- The count right before the rate in its sentence, when it is the whole.
local function whole_before(item, figures, at)
  local rate, count = figures[at], figures[at - 1]
  local exact = count and count.field == rate.field and count.dimension == "count" and count.comparator == "eq"
  if not exact then return nil end
  local text = item:text(rate.field)
  local between = text:sub(count.to + 1, rate.from - 1)
  if between:find("。", 1, true) or between:find("；", 1, true) then return nil end
  return ends_with_any(text:sub(1, count.from - 1), WHOLE) and count or nil
end

-- The shares of the whole next below and above the rate, where none rounds (or is cut) to it; nil: one does.
local function neighbours(rate, whole)
  local digits = rate.text:match("%.(%d+)")
  local unit = digits and 10 ^ -#digits or 1
  local below = math.floor((rate.value + unit) * whole / 100 + 1e-9) -- half up or cut: rate - unit/2 to rate + unit
  if below * 100 / whole >= rate.value - unit / 2 - 1e-9 then return nil end
  local function share(k)
    return string.format("%d/%d=%.1f%%", k, whole, k * 100 / whole)
  end
  return share(below), share(below + 1)
end

return check {
  id = "impossible-percentage",
  severity = "note",
  topic = "figures",
  title = { zh = "不可能的比例", en = "A share that cannot be" },
  why = {
    zh = "覆盖率、整改率一类比例以全部为上限，不会超过100%；总数是整数时，也不是每个百分比都能得到。",
    en = "Such rates end at a hundred; and of a whole number of things not every percentage can be had.",
  },
  options = {
    least = { type = "integer", default = 2, min = 2, max = 1000000,
      help = { zh = "总数不小于多少时核算", en = "smallest whole for which it is worked out" } },
  },
  each_item = function(item, opt, flag)
    local figures = item.quantities
    for at, figure in ipairs(figures) do
      local word = figure.dimension == "ratio" and figure.kind ~= "growth" and figure.lo and rate_word(figure)
      if word and figure.lo > 100 then
        flag {
          at = figure, figures = { rate = figure, word = word },
          message = {
            zh = "“{word}”为{rate}，超过100%，建议核实口径",
            en = "{word} is {rate}, more than a hundred per cent; please check what it covers",
          },
        }
      elseif word and figure.comparator == "eq" then
        local whole = whole_before(item, figures, at)
        local below, above
        if whole and whole.value >= opt.least then below, above = neighbours(figure, whole.value) end
        if below then
          flag {
            at = figure, against = whole, figures = { rate = figure, whole = whole, below = below, above = above },
            message = {
              zh = "{whole}的{rate}不是整数，最接近的是{below}、{above}，建议核实",
              en = "no whole number of {whole} is {rate}; the nearest are {below} and {above}; please verify",
            },
          }
        end
      end
    end
  end,
}
