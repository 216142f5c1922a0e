return {
  { name = "a forecast in the result", item = { result = "税收收入预计完成45.91亿元。" },
    expect = { { field = "result", quote = "45.91亿元" } } },
  { name = "let pass by the option", item = { result = "税收收入预计完成45.91亿元。" },
    opt = { least = 50 }, expect = {} },
  { name = "a remark behind the figure", item = { result = "完成地区生产总值121.9亿元（预计数），同比增长8%。" },
    expect = { { field = "result", quote = "121.9亿元" } } },
  { name = "a forecast in the target is its nature",
    item = { target = "税收收入预计完成45.91亿元。", result = "税收收入完成45.91亿元。" }, expect = {} },
  { name = "what is expected of the next year is no result", title = "2023年度目标任务完成情况报告",
    item = { task = "实际使用外资2.5亿美元。", result = "实际使用外资2.14亿美元，预计2024年一季度到账4000万美元。" }, expect = {} },
  { name = "nor what is expected of the whole year", title = "2024年上半年重点工作进展情况通报",
    item = { task = "粮食播种面积410万亩。", result = "秋粮播种218.6万亩，预计全年面积414.9万亩。" }, expect = {} },
}
