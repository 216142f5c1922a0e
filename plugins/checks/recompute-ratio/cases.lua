return {
  { name = "a share that fits",
    item = { result = "发行专项债券11.11亿元，已拨付使用10.21亿元，使用进度达到91.9%。" }, expect = {} },
  { name = "a share that does not",
    item = { result = "发行专项债券11.11亿元，已拨付使用10.21亿元，使用进度达到95.9%。" },
    expect = { { field = "result", quote = "95.9%" } } },
  { name = "of the year's target, which stands in another column",
    item = { task = "新增外贸企业120家以上。", result = "新增外贸企业110家，已完成年度目标91.7%。" }, expect = {} },
  { name = "of the year's target, wrong",
    item = { task = "新增外贸企业120家以上。", result = "新增外贸企业110家，已完成年度目标97.1%。" },
    expect = { { field = "result", quote = "97.1%" } } },
  { name = "cut instead of rounded is right too",
    item = { result = "共60户，已签约40户，占66.6%。" }, expect = {} },
}
