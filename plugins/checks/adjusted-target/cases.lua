return {
  { name = "from so many to fewer",
    item = { target = "培训人数由3000人次调整为2800人次。", result = "培训2850人次。" }, expect = { { field = "target" } } },
  { name = "a mark behind it", item = { target = "建成4处（调整后）。", result = "建成4处。" },
    expect = { { field = "target", quote = "（调整后）" } } },
  { name = "the first one is told",
    item = { target = "原目标6处，现为4处。", result = "建成4处。" }, expect = { { quote = "原目标" } } },
  { name = "the result restates it",
    item = { target = "完成设计和公示，开展拆迁工作。", result = "季度目标调整为：完成设计和公示，开展拆迁工作。现已完成。" },
    expect = { { field = "result", message = "目标栏所列与调整后的文字相同" } } },
  { name = "the first one still stands",
    item = { target = "4处全部建成并通过验收。", result = "季度目标调整为：2处建成，2处完成主体工程。" }, expect = {} },
  { name = "a plan that is to be changed", item = { target = "完成规划调整报批。", result = "已报批。" }, expect = {} },
}
