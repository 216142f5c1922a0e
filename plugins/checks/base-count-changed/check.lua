-- "65个项目" in the task and "74个项目中，70个已开工" in the result: the whole that is counted has changed.

-- The figure is the whole of which the result speaks: 的74个重点技改项目中，
local function is_whole(figure)
  local text = figure.item.result
  local stop = #text
  for _, mark in ipairs { "，", "。", "；", "、" } do
    local at = text:find(mark, figure.to + 1, true)
    if at and at - 1 < stop then stop = at - 1 end
  end
  local rest = text:sub(figure.to + 1, stop)
  return rest:sub(-3) == "中" and (utf8.len(rest) or 99) <= 24
end

return check {
  id = "base-count-changed",
  severity = "note",
  topic = "commitments",
  title = { zh = "任务总数前后不同", en = "The whole that is counted has changed" },
  why = {
    zh = "任务写的总数与完成情况写的总数不同，比例和完成数的基数随之改变；是否经过调整，应有说明。",
    en = "Task and result give different totals, so that shares and counts rest on another base; the change "
      .. "should be explained.",
  },
  options = {
    least = { type = "integer", default = 1, min = 1, max = 1000000,
      help = { zh = "相差多少起提示", en = "difference from which it is told" } },
  },
  each_item = function(item, opt, flag)
    for c in item:comparisons { side = "annual" } do
      local want, got = c.target, c.actual
      if got and got.field == "result" and want.dimension == "count" and want.unit == got.unit
        and want.comparator == "eq"
        and got.comparator == "eq" and math.abs(want.value - got.value) >= opt.least and is_whole(got) then
        local reason
        for _, other in ipairs(item.reasons) do
          if other.field == "result" and other.to < got.from then reason = other.text end
        end
        flag {
          at = got, against = want, figures = { was = want, is = got, reason = reason },
          message = reason and {
            zh = "任务中总数为{was}，完成情况中为{is}；文中称“{reason}”，建议核实基数变化",
            en = "the task counts {was}, the result {is}; the text says '{reason}'; please verify the change of base",
          } or {
            zh = "任务中总数为{was}，完成情况中为{is}，文中未见原因，建议核实基数变化",
            en = "the task counts {was}, the result {is}, and no reason is given; please verify the change of base",
          },
        }
        return
      end
    end
  end,
}
