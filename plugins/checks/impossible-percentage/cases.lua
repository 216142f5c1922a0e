return {
  { name = "more than all",
    item = { target = "整改率达到95%。", result = "已整改520条，整改率104%。" }, expect = { { field = "result", quote = "104%" } } },
  { name = "no whole number of the whole",
    item = { target = "检查率80%。", result = "应检37家，检查率83.3%。" }, expect = { { quote = "83.3%", message = "31/37=83.8%" } } },
  { name = "a whole number gives it",
    item = { target = "检查率80%。", result = "应检37家，检查率83.8%。" }, expect = {} },
  { name = "cut, not rounded", item = { target = "检查率60%。", result = "应检3家，检查率66.6%。" }, expect = {} },
  { name = "the count is a part, not the whole",
    item = { target = "开工率90%。", result = "已开工89个，开工率92.7%。" }, expect = {} },
  { name = "all of it", item = { target = "整改率达到95%。", result = "整改率100%。" }, expect = {} },
  { name = "a plan may be passed", item = { target = "投资完成率75%。", result = "投资完成率119%。" }, expect = {} },
  { name = "growth may pass a hundred", item = { target = "利用外资增长10%。", result = "利用外资增长130%。" }, expect = {} },
}
