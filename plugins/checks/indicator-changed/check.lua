-- The target speaks of one indicator, the result of its neighbour.

-- Names that stand for different things and are easily put for one another.
local groups = require "words"

local all = {}
for _, group in ipairs(groups) do
  for name in pairs(group) do all[name] = true end
end
local NAMES = any_of(all)

-- The longest name of a group that stands in the text.
local function member(group, text)
  local found
  for name in pairs(group) do
    if text:find(name, 1, true) and (not found or #name > #found) then found = name end
  end
  return found
end

return check {
  id = "indicator-changed",
  severity = "note",
  topic = "figures",
  title = { zh = "目标与完成情况的指标疑似不同", en = "Target and result may speak of two indicators" },
  why = {
    zh = "“调查失业率”与“登记失业率”、“增加值”与“总产值”一类名称相近、口径不同，不能相互对照。",
    en = "Names such as surveyed and registered unemployment, value added and gross output, are alike and cover "
      .. "different "
      .. "things: one is no answer to the other.",
  },
  options = {
    min_confidence = { default = 0, min = 0, max = 1,
      help = { zh = "配对把握低于此值时不提示", en = "pairs less sure than this are passed over" } },
  },
  each_item = function(item, opt, flag)
    for c in item:comparisons { min_confidence = opt.min_confidence } do
      local want, got = c.target.metric or "", c.actual and c.actual.metric or ""
      if want ~= got and NAMES:find(want) and NAMES:find(got) then
        for _, group in ipairs(groups) do
          local a = member(group, want)
          local b = a and member(group, got)
          if b and group[a] ~= group[b] then
            flag {
              at = c.actual, against = c.target, confidence = 0.8,
              figures = { want = a, got = b, meant = c.target, reached = c.actual },
              message = {
                zh = "口径疑似不一致：目标为“{want}”（{meant}），完成情况为“{got}”（{reached}），建议核实",
                en = "the scope may differ: the target speaks of {want} ({meant}), the result of {got} "
                  .. "({reached}); please verify",
              },
            }
            return
          end
        end
      end
    end
  end,
}
