return {
  { name = "people and visits",
    item = { target = "培训农民500人。", result = "培训农民620人次。" }, expect = { { field = "result", quote = "620人次" } } },
  { name = "ten thousand was left out",
    item = { target = "完成投资3.2亿元。", result = "完成投资3.3万元。" }, expect = { { quote = "3.3万元" } } },
  { name = "the same unit in another size",
    item = { target = "完成投资3亿元。", result = "完成投资31000万元。" }, expect = {} },
  { name = "counting words that stand for one another",
    item = { target = "新建驿站5个。", result = "新建驿站5处。" }, expect = {} },
  { name = "far behind, in the right unit",
    item = { target = "处置闲置土地2800亩。", result = "处置闲置土地132亩。" }, expect = {} },
}
