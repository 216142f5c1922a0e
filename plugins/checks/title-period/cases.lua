local ITEM = { task = "修建水渠", result = "已开工" }

return {
  { name = "year and quarter", title = "甲县2024年重点工作第三季度完成情况通报", item = ITEM, expect = {} },
  { name = "year and months", title = "甲县2024年1-8月重点工作进展情况", item = ITEM, expect = {} },
  { name = "the whole year", title = "甲县2024年度重点工作完成情况", item = ITEM, expect = {} },
  { name = "no year", title = "甲县重点工作第三季度完成情况通报", item = ITEM,
    expect = { { message = "没有写明年份", severity = "note" } } },
  { name = "a quarter without its number", title = "甲县2024年重点工作季度完成情况通报", item = ITEM,
    expect = { { message = "第几季度" } } },
  { name = "a dash that was lost", title = "甲县2024年19月重点工作完成情况通报", item = ITEM,
    expect = { { message = "19月" } } },
  { name = "a header of another quarter", title = "甲县2024年重点工作第三季度完成情况通报",
    item = { task = "修建水渠", ["第二季度目标"] = "开工", result = "已开工" },
    expect = { { severity = "warning", message = "第二季度目标" } } },
  { name = "the sum of three quarters is no other quarter", title = "甲县2024年重点工作第三季度完成情况通报",
    item = { task = "修建水渠", ["前三季度累计"] = "5公里", ["第三季度目标"] = "开工", result = "已开工" },
    expect = {} },
  { name = "no title at all", item = ITEM, expect = { { message = "没有标题" } } },
}
