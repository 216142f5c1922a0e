-- The workbook's own words in both languages: names of sheets, titles of columns, labels.
return {
  zh = {
    table = "通报", items = "逐项", figures = "数字", findings = "问题", changes = "变化", overview = "概览",
    about = "机器阅读公开文本所得，未经核实。", what = "项目", value = "内容", count = "数量", status_of = "各项状态",
    id = "编号", no = "序号", section = "章节", task = "任务", lead = "牵头单位", basis = "牵头依据", units = "责任单位",
    status = "状态", reported = "文中自述", evidence = "依据类型", attainment = "最低完成率", found = "问题数",
    field = "栏目", text = "原文", lo = "下限", hi = "上限", unit = "单位", metric = "指标", comparator = "比较", kind = "类别",
    side = "对应目标", target = "目标", actual = "实绩", share = "完成率", expected = "应达", gap = "差距（百分点）", verdict = "判断",
    confidence = "把握", rule = "规则", severity = "级别", message = "说明", quote = "原文", fingerprint = "指纹", line = "行",
    disposition = "处理结论", reason = "核实意见", reply = "单位反馈", old = "上期", new = "本期", why = "依据",
    title = "标题", source = "来源", period = "期间", bytes = "字节", repairs = "读取时的修复", agreeing = "公布的数复算相符",
    bars = "完成率（差距大的在前）", more = "只列前 40 组",
  },
  en = {
    table = "Bulletin", items = "Items", figures = "Figures", findings = "Findings", changes = "Changes", overview = "Overview",
    about = "Read by machine from a published text; not verified.", what = "What", value = "Value", count = "Count",
    status_of = "Items by status",
    id = "Id", no = "No.", section = "Section", task = "Task", lead = "Lead", basis = "Basis of lead", units = "Units",
    status = "Status", reported = "As the text says", evidence = "Evidence", attainment = "Least share reached", found = "Findings",
    field = "Field", text = "Text", lo = "From", hi = "To", unit = "Unit", metric = "Metric", comparator = "Comparison", kind = "Kind",
    side = "Target of", target = "Target", actual = "Result", share = "Share", expected = "Due", gap = "Gap (points)", verdict = "Verdict",
    confidence = "Confidence", rule = "Rule", severity = "Severity", message = "Message", quote = "Text", fingerprint = "Fingerprint",
    line = "Line", disposition = "Disposition", reason = "Verification", reply = "Reply of the unit", old = "Before", new = "Now",
    why = "Why", title = "Title", source = "Source", period = "Period", bytes = "Bytes", repairs = "Repairs when read",
    agreeing = "Published figures that recompute", bars = "Share of target reached (large gaps first)", more = "the first 40 pairs only",
  },
  status = {
    { "exceeded", "超额完成" }, { "completed", "完成" }, { "on_track", "按序时推进" }, { "partly_done", "部分完成" },
    { "behind", "滞后" }, { "delayed", "推迟" }, { "suspended", "暂停" }, { "cancelled", "取消" }, { "transferred", "移交" },
    { "not_started", "未启动" }, { "data_pending", "数据未出" }, { "none", "文中未说明" },
  },
  -- What `check --baseline import` reads back.
  dispositions = {
    { "unreviewed", "未核实" }, { "confirmed", "属实" }, { "explained", "已说明" }, { "false_alarm", "误报" }, { "asked", "已询问" },
  },
  severity = { { "error", "错误" }, { "warning", "警告" }, { "note", "提示" }, { "info", "信息" } },
  verdict = { { "met", "达到" }, { "missed", "未达到" }, { "in_progress", "进行中" }, { "pending", "待出" } },
  side = { { "period", "本期" }, { "annual", "全年" } },
  kind = {
    { "added", "新增" }, { "removed", "不再列出" }, { "renumbered", "序号变动" }, { "moved", "移动" }, { "task_reworded", "任务改写" },
    { "target_softened", "目标放松" }, { "target_raised", "目标提高" }, { "target_changed", "目标变动" }, { "unit_added", "增加单位" },
    { "unit_removed", "减少单位" }, { "lead_changed", "牵头变动" }, { "status_changed", "状态变动" }, { "result_unchanged", "完成情况未更新" },
    { "quantity_up", "数值上升" }, { "quantity_down", "数值下降" }, { "deadline_slipped", "期限后移" }, { "merged", "合并" },
    { "split", "拆分" }, { "text", "文字变动" }, { "format", "格式变动" },
  },
}
