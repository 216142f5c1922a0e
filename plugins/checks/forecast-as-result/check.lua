-- Said before the figure (预计完成36亿元), or in brackets behind it (36亿元（预计数）).
local function is_forecast(figure)
  for _, hedge in ipairs(figure.hedge) do
    if hedge == "forecast" then return true end
  end
  local behind = figure.item.result:sub(figure.to + 1, figure.to + 9)
  return behind == "（预计" or behind:sub(1, 7) == "(预计"
end

-- What is expected of a time that is not over (预计全年, 预计2024年一季度) is no result, nor told as one.
local function is_outlook(figure)
  local own, period = figure.period, figure.item.bulletin.period
  return own and own.to and period and period.to and own.to > period.to
end

return check {
  id = "forecast-as-result",
  severity = "note",
  topic = "commitments",
  title = { zh = "以预计数作完成数", en = "A forecast given as the result" },
  why = {
    zh = "完成情况中的数字带“预计”等字样，不是实际完成数；正式数据公布后可作比对。",
    en = "Figures of the result are marked as forecasts; compare them when the final ones are out.",
  },
  options = {
    least = { type = "integer", default = 1, min = 1, max = 100,
      help = { zh = "从几处起提示", en = "figures from which it is told" } },
  },
  each_item = function(item, opt, flag)
    local forecasts = {}
    for _, figure in ipairs(item.quantities) do
      if figure.field == "result" and is_forecast(figure) and not is_outlook(figure) then
        forecasts[#forecasts + 1] = figure
      end
    end
    if #forecasts < opt.least then return end
    flag {
      at = forecasts[1], related = { table.unpack(forecasts, 2) },
      figures = { first = forecasts[1], count = #forecasts },
      message = {
        zh = "完成情况中有{count}处预计数（如{first}），不是实际完成数",
        en = "{count} figures of the result are forecasts (such as {first}), not what was reached",
      },
    }
  end,
}
