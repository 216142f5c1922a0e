local TITLE = "2024年重点工作第三季度完成情况通报表"
return {
  { name = "put off without a date", item = { result = "根据工作安排，提升项目暂缓进行。" },
    expect = { { field = "result", quote = "暂缓" } } },
  { name = "put off to a month", item = { result = "因疫情防控要求，大赛拟推迟至11月。" }, expect = {} },
  { name = "the date stands in the next clause", title = TITLE,
    item = { result = "因迁改光缆，青松路工期有所延后，预计11月底建成通车。" }, expect = {} },
  { name = "the date of something else", title = TITLE,
    item = { result = "甲项目推迟实施。乙项目推迟至11月。" }, expect = { { quote = "推迟" } } },
  { name = "another task is put off", item = { result = "因业态提升项目暂缓进行，未提交申请。" }, expect = {} },
  { name = "nothing was put off", item = { result = "大赛已举办。" }, expect = {} },
}
