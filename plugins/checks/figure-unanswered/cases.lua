return {
  { name = "silence on a figure",
    item = { target = "淘汰货车200辆，新建停车场3处。", result = "淘汰货车220辆。" },
    expect = { { field = "target", quote = "3处" } } },
  { name = "every figure answered",
    item = { target = "淘汰货车200辆。", result = "淘汰货车220辆。" }, expect = {} },
}
