return {
  { name = "more than all",
    item = { target = "整改率达到95%。", result = "已整改520条，整改率104%。" }, expect = { { field = "result", quote = "104%" } } },
  { name = "all of it", item = { target = "整改率达到95%。", result = "整改率100%。" }, expect = {} },
  { name = "a plan may be passed", item = { target = "投资完成率75%。", result = "投资完成率119%。" }, expect = {} },
  { name = "growth may pass a hundred", item = { target = "利用外资增长10%。", result = "利用外资增长130%。" }, expect = {} },
}
