local q3 = "2021年重点工作第三季度完成情况通报表"
return {
  { name = "a month is left out", title = q3, item = { result = "截至8月底，新增外贸企业110家。" },
    expect = { { field = "result" } } },
  { name = "up to the period's end", title = q3, item = { result = "截至9月底，新增外贸企业110家。" }, expect = {} },
}
