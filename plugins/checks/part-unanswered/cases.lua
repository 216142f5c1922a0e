return {
  { name = "two of three",
    item = { target = "1、甲园：开工建设。2、乙园：完成立项。3、丙园：投用。", result = "1、甲园：已开工建设。2、乙园：已完成立项。" },
    expect = { { field = "target" } } },
  { name = "named parts",
    item = { target = "柳溪：完成清淤；双泉：开工建设；清河：完成加固。", result = "柳溪：已完成清淤。清河：已完成加固。" },
    expect = { { field = "target", quote = "双泉：开工建设" } } },
  { name = "all are answered",
    item = { target = "柳溪：完成清淤；双泉：开工建设。", result = "柳溪：已完成清淤。双泉：已开工建设。" }, expect = {} },
  { name = "named elsewhere in the result",
    item = { target = "柳溪：完成清淤；双泉：开工建设；清河：完成加固。", result = "柳溪：已完成清淤，双泉正在招标。清河：已完成加固。" }, expect = {} },
  { name = "a result that is not divided",
    item = { target = "柳溪：完成清淤；双泉：开工建设。", result = "各项工程均已完成。" }, expect = {} },
}
