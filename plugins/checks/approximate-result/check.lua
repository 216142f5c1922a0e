-- A figure reached is counted; "40家左右" is an estimate.

local function has(figure, kind)
  for _, hedge in ipairs(figure.hedge) do
    if hedge == kind then return true end
  end
  return false
end

return check {
  id = "approximate-result",
  severity = "note",
  topic = "figures",
  title = { zh = "以约数作完成数", en = "An approximate figure as the result" },
  why = {
    zh = "完成数应是统计得到的确数；“左右”“约”一类说法不能据以判断是否达到目标。",
    en = "What was reached is counted: with 'about' it cannot be told whether the target was met.",
  },
  options = {
    beyond = { default = 1, min = 0, max = 100,
      help = { zh = "超过目标这一比例时不再提示（1 为一倍）",
        en = "share above the target from which it does not matter (1: twice the target)" } },
  },
  each_item = function(item, opt, flag)
    local found, seen = {}, {}
    for c in item:comparisons {} do
      local actual = c.actual
      -- a forecast is told by forecast-as-result
      local clear = c.attainment and c.attainment > 1 + opt.beyond
      if actual and not clear and not seen[actual] and has(actual, "approx") and not has(actual, "forecast") then
        seen[actual] = true
        found[#found + 1] = { actual = actual, target = c.target }
      end
    end
    if #found == 0 then return end
    flag {
      at = found[1].actual, against = found[1].target, figures = { got = found[1].actual, want = found[1].target },
      message = {
        zh = "目标{want}，完成情况写为约数“{got}”，建议核实确数",
        en = "the target is {want}, the result an approximate '{got}'; please ask for the exact figure",
      },
    }
  end,
}
