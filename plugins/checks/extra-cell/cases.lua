return {
  { name = "text in a column that has no header",
    items = { { no = "1", task = "修建水渠", result = "已开工", [""] = "，完成投资2万元" },
              { no = "2", task = "修建公厕", result = "已建成" } },
    expect = { { item = 1, quote = "，完成投资2万元", severity = "warning" } } },
  { name = "white space alone is no text",
    items = { { no = "1", task = "修建水渠", result = "已开工", [""] = " \u{3000}\u{A0}" } },
    expect = {} },
  { name = "a column with a header, however empty, is none",
    items = { { no = "1", task = "修建水渠", result = "已开工", ["备注"] = "见附件" },
              { no = "2", task = "修建公厕", result = "已建成", ["备注"] = "" } },
    expect = {} },
}
