local TITLE = "2024年重点工作第三季度完成情况通报表"
return {
  { name = "within the year", title = TITLE,
    item = { task = "盘活闲置土地1500亩。", target = "年内累计盘活闲置土地1500亩。", result = "年内累计盘活闲置土地1177亩。" },
    expect = { { field = "target", quote = "1500亩" } } },
  { name = "let pass by the option", title = TITLE,
    item = { task = "盘活闲置土地1500亩。", target = "年内累计盘活闲置土地1500亩。", result = "年内累计盘活闲置土地1177亩。" },
    opt = { least = 50 }, expect = {} },
  { name = "one word for two figures that no result answers", title = TITLE,
    item = { task = "培育企业。", target = "年度内培育优势企业3家，引进团队2个。", result = "有序推进。" },
    expect = { { field = "target", quote = "3家" } } },
  { name = "cumulative is no word for the whole year", title = TITLE,
    item = { task = "盘活闲置土地1500亩。", target = "累计盘活闲置土地1100亩。", result = "累计盘活闲置土地1177亩。" }, expect = {} },
  { name = "the word of another sentence", title = TITLE,
    item = { task = "建设。", target = "年内方案报批。新建口袋公园3处。", result = "新建口袋公园3处。" }, expect = {} },
  { name = "at the end of the year both are the same", title = "2024年重点工作完成情况通报表",
    item = { task = "盘活闲置土地1500亩。", target = "年内累计盘活闲置土地1500亩。", result = "年内累计盘活闲置土地1500亩。" },
    expect = {} },
}
