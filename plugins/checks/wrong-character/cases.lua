-- One item with this result.
local function result(text)
  return { task = "修建水渠", result = text }
end

return {
  { name = "己 for 已",
    item = result("水渠己开工。"),
    expect = { { field = "result", quote = "己开工。", message = "“已”", severity = "note" } } },
  { name = "the words that have 己",
    item = result("群众自己动手，以服务为己任，推己及人；己二酸、环己酮、己内酰胺项目已投产。"),
    expect = {} },
  { name = "安 by its sound",
    item = result("水泵按装完毕。"),
    expect = { { message = "“安装”" } } },
  { name = "按 before a word with 装",
    item = result("按装配式建筑标准施工，按装机容量计算。"),
    expect = {} },
  { name = "截止 for 截至",
    item = result("截止9月底，水渠已开工；截止目前已铺设5公里。"),
    expect = { { quote = "截止9月底" }, { quote = "截止目前已" } } },
  { name = "what really ends",
    item = result("报名截止日期为9月5日，申报截止时间已过，报名已截止。"),
    expect = {} },
  { name = "or not by sense",
    item = result("截止9月底，水渠已开工。"),
    opt = { sense = false },
    expect = {} },
  { name = "未 and 末",
    item = result("公厕末完成；9月末完成水渠，年末取得批复。"),
    expect = { { quote = "末完成；9月" } } },
  { name = "right words that hold the same characters",
    item = result("通讯速度、严峻工作、究竟争取到、疏浚工程、授予算力中心、拖欠收回、分布署名、未端正态度。"),
    expect = {} },
  { name = "plain text",
    item = result("已完成安装调试，部署到位。"),
    expect = {} },
}
