return {
  { name = "a forecast in the result", item = { result = "税收收入预计完成45.91亿元。" },
    expect = { { field = "result", quote = "45.91亿元" } } },
  { name = "let pass by the option", item = { result = "税收收入预计完成45.91亿元。" },
    opt = { least = 50 }, expect = {} },
  { name = "a remark behind the figure", item = { result = "完成地区生产总值121.9亿元（预计数），同比增长8%。" },
    expect = { { field = "result", quote = "121.9亿元" } } },
  { name = "a forecast in the target is its nature",
    item = { target = "税收收入预计完成45.91亿元。", result = "税收收入完成45.91亿元。" }, expect = {} },
}
