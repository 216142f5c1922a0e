return {
  { name = "a target restated in another form",
    item = { target = "4个示范片区完成建设。", result = "因创建标准调整，季度目标调整为：2个示范片区完成建设。目前2个已完成。" },
    expect = { { field = "result", message = "因创建标准调整" } } },
  { name = "stretched over further years",
    item = { target = "示范片区完成建设。", result = "示范片区建设调整为分两年完成。" },
    expect = { { field = "result", message = "未见原因" } } },
  { name = "the target column says the same already",
    item = { target = "完成设计和公示，开展拆迁工作。", result = "季度目标调整为：完成设计和公示，开展拆迁工作。现已完成。" }, expect = {} },
  { name = "the structure of the economy", item = { target = "优化结构。", result = "产业结构以调整为主线持续优化。" }, expect = {} },
  { name = "a target that is kept", item = { target = "完成建设。", result = "已完成建设。" }, expect = {} },
}
