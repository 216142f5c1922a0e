-- One result that stands in two rows: it may be counted twice.

-- Digits of a figure that are no trailing zeros: 485.85 has five, 132.5万 four, 3000 one.
local function digits(figure)
  local plain = figure.exact:gsub("%.", ""):gsub("^0+", "")
  if not figure.exact:find(".", 1, true) then plain = plain:gsub("0+$", "") end
  return #plain
end

local function ends_alike(a, b)
  return a ~= "" and b ~= "" and (a:find(b:sub(-6), 1, true) ~= nil or b:find(a:sub(-6), 1, true) ~= nil)
end

-- The same words and more than a few; or a figure so particular that chance is no explanation.
local function are_one_fact(a, b, opt)
  local one, other = a.metric or "", b.metric or ""
  if digits(a) >= opt.digits then return ends_alike(one, other) end
  return one == other and (utf8.len(one) or 0) >= opt.letters
end

return check {
  id = "same-fact-repeated",
  severity = "info",
  topic = "figures",
  title = { zh = "同一数字出现在两项中", en = "One figure in two rows" },
  why = {
    zh = "两项任务的完成情况列了同一成果，汇总时可能重复计算；只作提示。",
    en = "Two tasks give one and the same result, which may be counted twice in a total. Told for information only.",
  },
  options = {
    digits = { default = 4, min = 2, max = 12,
      help = { zh = "数字至少几位（不计末尾的零）时只比对词尾",
        en = "digits, trailing zeros aside, from which like endings of the words will do" } },
    letters = { default = 6, min = 2, max = 40,
      help = { zh = "位数较少时，指标至少几个字才比较", en = "with fewer digits: characters of a metric from which it is compared" } },
  },
  whole = function(bulletin, opt, flag)
    local seen = {}
    for _, item in ipairs(bulletin.items) do
      local told = false
      for _, figure in ipairs(item.quantities) do
        if not told and figure.field == "result" and figure.comparator == "eq" and figure.kind == "level"
          and figure.dimension ~= "ratio" then
          local key = figure.exact .. (figure.unit or "")
          local first = seen[key]
          if not first then
            seen[key] = figure
          elseif first.item ~= item and are_one_fact(first, figure, opt) then
            told = true
            flag {
              at = figure, related = { first },
              figures = { figure = figure, no = first.item.no or "?" },
              message = {
                zh = "{figure}在第{no}项中也出现，疑为同一成果，汇总时注意不要重复计算",
                en = "{figure} stands in item {no}, too: one result, it seems; mind that a total counts it once",
              },
            }
          end
        end
      end
    end
  end,
}
