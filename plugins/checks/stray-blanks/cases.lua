-- One item with this result.
local function result(text)
  return { task = "修建水渠", result = text }
end

return {
  { name = "between two Chinese characters",
    item = result("水渠主体 工程已开工。"),
    expect = { { field = "result", quote = "体 工", severity = "info" } } },
  { name = "behind a mark",
    item = result("东河已开工。 西山已完工。"),
    expect = { { quote = "。 西" } } },
  { name = "at either end",
    item = { task = " 修建水渠", result = "已开工。 " },
    expect = { { field = "task", quote = " 修" }, { field = "result", quote = "。 " } } },
  { name = "several of one cell are one finding",
    item = result("水渠 主体 工程 已开工。"),
    expect = { { quote = "渠 主", message = "3" } } },
  { name = "full-width and non-breaking blanks",
    item = { task = "修建\u{3000}水渠", result = "已\u{A0}开工。" },
    expect = { { field = "task", quote = "建\u{3000}水", message = "全角空格" },
               { field = "result", message = "不换行空格" } } },
  { name = "or not those",
    item = { task = "修建\u{3000}水渠", result = "已\u{A0}开工。" },
    opt = { odd = false },
    expect = {} },
  { name = "several in a row",
    item = result("完成5  公里。"),
    expect = { { quote = "5  公" } } },
  { name = "beside figures and Latin words a blank is a way of writing",
    item = result("已完成 5 公里，接入 5G 基站 3 座。"),
    expect = {} },
  { name = "behind the number of a part",
    item = result("1. 东河已开工。\n2. 西山已完工。"),
    expect = {} },
  { name = "between the names of units",
    item = { task = "修建水渠", units = "县水利局\u{3000}县财政局 县住建局" },
    expect = {} },
}
