local q3 = "2021年重点工作第三季度完成情况通报表"
return {
  { name = "a twentieth of the year's figure after three quarters", title = q3,
    item = { target = "年内累计处置闲置土地2800亩。", result = "年内累计处置闲置土地132.03亩。" },
    expect = { { field = "result", quote = "132.03亩" } } },
  { name = "with its reason", title = q3,
    item = { target = "年内累计处置闲置土地2800亩。", result = "年内累计处置闲置土地132.03亩，因地块涉及诉讼，尚未完成。" },
    expect = { { quote = "132.03亩", message = "因地块涉及诉讼" } } },
  { name = "the period's own target is met", title = q3,
    item = { task = "新建充电桩150座。", target = "新建充电桩38座。", result = "新建充电桩43座。" }, expect = {} },
  { name = "a little behind is no large gap", title = q3,
    item = { target = "年内累计处置闲置土地2800亩。", result = "年内累计处置闲置土地1900亩。" }, expect = {} },
  { name = "without a period nothing can be said",
    item = { target = "年内累计处置闲置土地2800亩。", result = "年内累计处置闲置土地132.03亩。" }, expect = {} },
  { name = "growth does not accrue month by month", title = q3,
    item = { target = "全年服务业增加值增长7%。", result = "服务业增加值增长1%。" }, expect = {} },
}
