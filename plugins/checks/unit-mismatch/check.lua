-- Target and result in units that do not measure the same, or ten thousand times apart.

-- Units that bulletins use for one another and that count different things; each with its reason.
local DIFFERENT = {
  ["人"] = { ["人次"] = "one person may come several times" },
  ["名"] = { ["人次"] = "one person may come several times" },
  ["户"] = { ["人"] = "a household has several people" },
  ["项目"] = { ["家"] = "one firm may have several projects" },
  ["场"] = { ["人次"] = "events and those who came" },
  ["公里"] = { ["米"] = "a thousand times" },
  ["吨"] = { ["公斤"] = "a thousand times" },
  ["元"] = { ["美元"] = "two currencies" },
}

local function are_different(a, b)
  return (DIFFERENT[a] and DIFFERENT[a][b]) or (DIFFERENT[b] and DIFFERENT[b][a])
end

-- Words of a price, which is told in yuan and cents.
local PRICES = { "价", "每", "人均", "标准", "/" }

-- 11.3元 beside 8.65亿元: an amount in yuan with decimals, where the item speaks of millions.
local function bare_amount(item)
  local large, small
  for _, figure in ipairs(item.quantities) do
    if figure.dimension == "money" and figure.kind == "level" and figure.value then
      if figure.value >= 1e6 then
        large = large or figure
      elseif figure.field == "result" and figure.text:find("%d%.%d+元$") then
        local text = item.result
        local before = text:sub(math.max(1, figure.from - 24), figure.from - 1)
        local around = before .. text:sub(figure.to + 1, figure.to + 6)
        local price = false
        for _, word in ipairs(PRICES) do price = price or around:find(word, 1, true) ~= nil end
        if not price then small = small or figure end
      end
    end
  end
  return small and large and small, large
end

return check {
  id = "unit-mismatch",
  severity = "note",
  topic = "figures",
  title = { zh = "目标与完成情况的计量单位疑似不一致", en = "Units of target and result may not agree" },
  why = {
    zh = "两个数的单位所指不同（如“人”与“人次”），或者相差成千上万倍，常见原因是单位写错或漏了“万”“亿”，不能直接比较。",
    en = "The two units count different things (people, visits), or the figures are thousands of times apart, mostly "
      .. "because 万 or 亿 was left out: they cannot be compared as they stand.",
  },
  options = {
    times = { default = 1000, min = 10, max = 1000000,
      help = { zh = "相差多少倍时提示", en = "how many times apart before it is told" } },
  },
  each_item = function(item, opt, flag)
    local small, large = bare_amount(item)
    if small then
      flag {
        at = small, against = large, confidence = 0.8, figures = { small = small, large = large },
        message = {
          zh = "“{small}”与同项的“{large}”相差悬殊，疑漏写“万”或“亿”，建议核实",
          en = "'{small}' is far from '{large}' of the same item: 万 or 亿 may be missing; please verify",
        },
      }
      return
    end
    for c in item:comparisons {} do
      local want, got = c.target, c.actual
      if got and got.unit and want.unit and (want.value or 0) > 0 and (got.value or 0) > 0 then
        local ratio = got.value / want.value
        local jump = want.unit == got.unit and (ratio >= opt.times or ratio <= 1 / opt.times)
        local different = want.unit ~= got.unit and are_different(want.unit, got.unit)
        if jump or different then
          flag {
            at = got, against = want, confidence = 0.7, figures = { want = want, got = got },
            message = jump and {
              zh = "目标{want}，实绩{got}，相差成千上万倍，计量单位或“万”“亿”疑有误，建议核实",
              en = "target {want}, result {got}: thousands of times apart; a unit, or 万 or 亿, may be wrong: "
                .. "please verify",
            } or {
              zh = "目标{want}，实绩{got}，计量单位所指不同，不能直接比较，建议核实",
              en = "target {want}, result {got}: the units count different things and do not compare; please verify",
            },
          }
          return
        end
      end
    end
  end,
}
