local q3 = "2021年重点工作第三季度完成情况通报表"
return {
  { name = "after three quarters 75 % is due", title = q3,
    item = { result = "完成全年任务的63.5%，低于序时进度11.5个百分点。" }, expect = {} },
  { name = "let pass by the option", title = q3,
    item = { result = "完成全年任务的63.5%，低于序时进度11.5个百分点。" },
    opt = { points = 100 }, expect = {} },
  { name = "a gap that does not fit", title = q3,
    item = { result = "完成全年任务的63.5%，低于序时进度10.5个百分点。" },
    expect = { { field = "result", quote = "10.5个百分点" } } },
  { name = "above the schedule", title = q3,
    item = { result = "完成全年任务的86.8%，高于时间进度11.8个百分点。" }, expect = {} },
  { name = "without a period nothing can be said",
    item = { result = "完成全年任务的63.5%，低于序时进度10.5个百分点。" }, expect = {} },
}
