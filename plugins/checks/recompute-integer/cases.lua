return {
  { name = "34 is 47.8 % more than 23", item = { result = "新引进项目34个，同比增长47.8%。" }, expect = {} },
  { name = "let pass by the option", item = { result = "新引进项目34个，同比增长47.8%。" },
    opt = { least = 1000000 }, expect = {} },
  { name = "no whole number grows by 12.5 % to 47",
    item = { result = "新引进项目47个，同比增长12.5%。" }, expect = { { field = "result" } } },
  { name = "money has no whole base", item = { result = "到位资金47亿元，同比增长12.5%。" }, expect = {} },
}
