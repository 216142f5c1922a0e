return {
  { name = "about forty",
    item = { target = "启动40家左右企业改造。", result = "启动40家左右企业改造。" },
    expect = { { field = "result", quote = "40家左右" } } },
  { name = "nearly so many",
    item = { target = "培训农民500人。", result = "培训农民近500人。" }, expect = { { field = "result" } } },
  { name = "an exact figure", item = { target = "培训农民约500人。", result = "培训农民512人。" }, expect = {} },
  { name = "a figure that answers no target", item = { target = "绿化道路。", result = "运种植土约14万立方米。" }, expect = {} },
}
