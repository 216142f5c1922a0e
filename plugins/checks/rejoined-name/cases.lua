return {
  { name = "a name broken by a blank",
    item = { task = "修建水渠", units = "县行政审 批服务局 县水利局" },
    expect = { { field = "units", quote = "县行政审 批服务局", message = "县行政审批服务局", severity = "info" } } },
  { name = "a name broken by a line end",
    item = { task = "修建水渠", units = "县综合行政\n执法局" },
    expect = { { field = "units", message = "县综合行政执法局" } } },
  { name = "blanks between names",
    item = { task = "修建水渠", units = "县水利局 县财政局\n县住建局" },
    expect = {} },
  { name = "no units",
    item = { task = "修建水渠" },
    expect = {} },
}
