return {
  { name = "projects were added",
    item = { task = "集中实施65个重点技改项目。", target = "58个项目开工。", result = "确定的74个重点技改项目中，70个已开工。" },
    expect = { { field = "result", quote = "74个" } } },
  { name = "let pass by the option",
    item = { task = "集中实施65个重点技改项目。", target = "58个项目开工。", result = "确定的74个重点技改项目中，70个已开工。" },
    opt = { least = 1000000 }, expect = {} },
  { name = "the same whole",
    item = { task = "集中实施65个重点技改项目。", target = "58个项目开工。", result = "65个重点技改项目中，60个已开工。" }, expect = {} },
  { name = "what was reached is no whole",
    item = { task = "新引进重大产业项目35个。", target = "新引进重大产业项目27个。", result = "新引进重大产业项目34个。" }, expect = {} },
}
