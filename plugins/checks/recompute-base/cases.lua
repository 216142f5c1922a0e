return {
  { name = "one base behind both",
    item = { target = "一般公共预算收入55.51亿元，较上年同期增长8.34%。",
             result = "一般公共预算收入完成59.52亿元，较上年同期增长16.18%。" }, expect = {} },
  { name = "let pass by the option",
    item = { target = "一般公共预算收入55.51亿元，较上年同期增长8.34%。",
             result = "一般公共预算收入完成59.52亿元，较上年同期增长16.18%。" },
    opt = { apart = 1 }, expect = {} },
  { name = "two bases",
    item = { target = "工业总产值实现1483亿元，同比增长35.5%。",
             result = "工业总产值实现1610亿元，同比增长43.6%。" },
    expect = { { field = "result" } } },
}
