return {
  { name = "put off without a date", item = { result = "根据工作安排，提升项目暂缓进行。" },
    expect = { { field = "result", quote = "暂缓" } } },
  { name = "put off to a month", item = { result = "因疫情防控要求，大赛拟推迟至11月。" }, expect = {} },
  { name = "nothing was put off", item = { result = "大赛已举办。" }, expect = {} },
}
