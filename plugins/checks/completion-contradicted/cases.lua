return {
  { name = "not topped out", item = { target = "主装置封顶。", result = "季度目标已完成，主装置框架尚未封顶。" },
    expect = { { field = "result", quote = "主装置框架尚未封顶" } } },
  { name = "something is left over",
    item = { target = "完成营造林1.8万亩。", result = "已全面完成营造林任务。其中，新造林0.3万亩，剩余0.7万亩秋冬季实施。" },
    expect = { { quote = "剩余0.7万亩秋冬季实施" } } },
  { name = "a figure below the target",
    item = { target = "培训农民500人。", result = "全年任务已全部完成，培训农民300人。" }, expect = { { quote = "300人" } } },
  { name = "in another part",
    item = { target = "1、甲园：投用。2、乙园：开工。", result = "1、甲园：目标任务已完成。2、乙园：尚未开工。" }, expect = {} },
  { name = "a share of the year", item = { target = "完成投资。", result = "完成年度目标的83.4%，二标段尚未开工。" }, expect = {} },
  { name = "a wish", item = { target = "完成投资。", result = "尚未开工，确保完成全年任务。" }, expect = {} },
}
