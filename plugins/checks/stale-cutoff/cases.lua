local q3 = "2021年重点工作第三季度完成情况通报表"
return {
  { name = "a month is left out", title = q3, item = { result = "截至8月底，新增外贸企业110家。" },
    expect = { { field = "result" } } },
  { name = "up to the period's end", title = q3, item = { result = "截至9月底，新增外贸企业110家。" }, expect = {} },
  { name = "seven months of eight", title = "2024年1-8月重点工作完成情况通报",
    item = { target = "营业收入660亿元。", result = "1-7月营业收入602.7亿元，8月数据待统计。" },
    expect = { { field = "result", quote = "602.7亿元" } } },
  { name = "a month's own figure", title = "2024年1-8月重点工作完成情况通报",
    item = { target = "营业收入660亿元。", result = "7月营业收入92亿元，1-8月营业收入670亿元。" }, expect = {} },
}
