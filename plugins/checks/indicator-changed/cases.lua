return {
  { name = "surveyed and registered",
    item = { target = "城镇调查失业率控制在5.5%以内。", result = "城镇登记失业率2.8%。" },
    expect = { { field = "result", quote = "2.8%" } } },
  { name = "value added and gross output",
    item = { target = "规模以上工业增加值增长8%。", result = "规模以上工业总产值增长12%。" }, expect = { { quote = "12%" } } },
  { name = "the same indicator, clipped",
    item = { target = "规模以上工业增加值增长8%。", result = "规上工业增加值增长9%。" }, expect = {} },
  { name = "two words for one thing",
    item = { target = "实际利用外资5000万美元。", result = "实际使用外资5100万美元。" }, expect = {} },
}
