-- Figures of the period's target that no figure of the result answers.
local measured = { count = true, money = true, area = true, length = true, volume = true, mass = true, power = true }

return check {
  id = "figure-unanswered",
  severity = "note",
  topic = "open",
  title = { zh = "目标数字在完成情况中未见对应", en = "A target figure without an answer" },
  why = {
    zh = "本期目标中的数字，在完成情况里没有找到对应的数字；可能以名称列出或另有表述，请核对原文。",
    en = "No figure of the result was found that answers this figure of the target; it may be answered by "
      .. "names or other words. Please compare the text.",
  },
  each_item = function(item, opt, flag)
    if #(item.result or "") == 0 then return end
    local answered, any = {}, false
    for c in item:comparisons { side = "period" } do answered[c.target], any = true, true end
    if not any then return end -- a result that answers in other words answers all of them so
    for _, figure in ipairs(item.quantities) do
      if figure.span.field == "target" and figure.kind == "level" and measured[figure.dimension]
        and not figure.parent and not answered[figure] then
        flag {
          at = figure, figures = { want = figure },
          message = {
            zh = "目标中的{want}，完成情况中未见对应数字",
            en = "no figure of the result answers the target's {want}",
          },
        }
      end
    end
  end,
}
