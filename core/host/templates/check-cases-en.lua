-- A case is a small report and the characters that should be pointed at: `quote` is these characters.
-- expect = {} says that nothing should be. An item has cells such as task, target, units, result; write
-- items = { {...}, {...} } for several, opt = {...} for options.
return {
  { name = "write a sentence it should point at, then let check.lua find it",
    item = { task = "建成便民服务中心。", result = "下一步将加快推进建设。" },
    expect = { { field = "result", quote = "下一步将" } } },
  { name = "write a sentence it should not point at",
    item = { task = "建成便民服务中心。", result = "便民服务中心已建成投用。" },
    expect = {} },
}
