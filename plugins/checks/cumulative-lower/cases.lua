local task = "淘汰老旧柴油货车。"
return {
  { name = "累计数变小", previous = { task = task, result = "累计淘汰老旧柴油货车126辆。" },
    item = { task = task, result = "累计淘汰老旧柴油货车118辆。" },
    expect = { { field = "result", quote = "118辆", message = "低于上期的126辆" } } },
  { name = "累计金额变小", previous = { task = "推进项目建设。", result = "今年以来，累计完成投资12.6亿元。" },
    item = { task = "推进项目建设。", result = "今年以来，累计完成投资9.8亿元。" }, expect = { { quote = "9.8亿元" } } },
  { name = "累计数增加", previous = { task = task, result = "累计淘汰老旧柴油货车118辆。" },
    item = { task = task, result = "累计淘汰老旧柴油货车126辆。" }, expect = {} },
  { name = "当季数变小", previous = { task = task, result = "本季度淘汰老旧柴油货车60辆。" },
    item = { task = task, result = "本季度淘汰老旧柴油货车35辆。" }, expect = {} },
  { name = "又一年，重新累计", title = "某区2025年第一季度重点工作完成情况",
    before = { { title = "某区2024年第四季度重点工作完成情况", items = { { task = task, result = "累计淘汰老旧柴油货车226辆。" } } } },
    item = { task = task, result = "累计淘汰老旧柴油货车18辆。" }, expect = {} },
  { name = "低得不多", opt = { percent = 10 }, previous = { task = task, result = "累计淘汰老旧柴油货车126辆。" },
    item = { task = task, result = "累计淘汰老旧柴油货车118辆。" }, expect = {} },
}
