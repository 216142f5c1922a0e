return {
  { name = "one of three is given up",
    item = { target = "1、甲园：完成基础。2、乙管道：完成30%。3、丙平台：投用。",
      result = "1、甲园：已完成基础。2、乙管道：受资金影响，经项目单位申请，本年度不再实施。3、丙平台：已投用。" },
    expect = { { field = "result", quote = "本年度不再实施", message = "经项目单位申请" } } },
  { name = "handed over", item = { target = "完成码头主体。", result = "项目已整体划转至港务集团。" },
    expect = { { quote = "项目已整体划转至港务集团", message = "未见原因" } } },
  { name = "red tape is cut", item = { target = "精简事项。", result = "取消审批事项150项。" }, expect = {} },
  { name = "put off, not given up", item = { target = "办节。", result = "因汛情推迟至11月举办。" }, expect = {} },
}
