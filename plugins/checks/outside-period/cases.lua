local TITLE = "2024年重点工作第三季度完成情况通报表"
return {
  { name = "April in the third quarter", title = TITLE,
    item = { target = "公布事项清单。", result = "已于4月16日公布事项清单。" }, expect = { { field = "result", quote = "4月16日" } } },
  { name = "done after the period's end", title = TITLE,
    item = { target = "举办博览会。", result = "博览会已于10月12日举办。" }, expect = { { field = "result", quote = "10月12日" } } },
  { name = "a plan for later", title = TITLE,
    item = { target = "举办博览会。", result = "博览会定于10月12日举办。" }, expect = {} },
  { name = "the old date of something put off", title = TITLE,
    item = { target = "举办峰会。", result = "原定于5月举办的峰会推迟至11月。" }, expect = {} },
  { name = "a cause from before", title = TITLE,
    item = { target = "完成改造。", result = "因3月份评审会调整方案，改造推迟至11月。" }, expect = {} },
  { name = "a stretch that reaches into the period", title = TITLE,
    item = { target = "组织活动。", result = "6月17日至7月24日组织了活动。" }, expect = {} },
  { name = "in a bulletin from January on", title = "2024年1-9月重点工作完成情况通报表",
    item = { target = "公布事项清单。", result = "已于4月16日公布事项清单。" }, expect = {} },
}
