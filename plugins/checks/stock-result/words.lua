-- Phrases that fill a report and say nothing that could be checked. One a line, with its reason.

local words = {}

words.stock = {
  ["进展顺利"] = "of what, how far?",     ["推进顺利"] = "of what, how far?",
  ["顺利推进"] = "how far?",              ["有序推进"] = "how far?",
  ["稳步推进"] = "how far?",              ["扎实推进"] = "how far?",
  ["积极推进"] = "how far?",              ["持续推进"] = "how far?",
  ["正常推进"] = "how far?",              ["深入推进"] = "how far?",
  ["全力推进"] = "how far?",              ["加快推进"] = "how far?",
  ["统筹推进"] = "how far?",              ["有序开展"] = "how far?",
  ["有序进行"] = "how far?",              ["稳步实施"] = "how far?",
  ["按计划推进"] = "by which plan?",      ["按计划进行"] = "by which plan?",
  ["按照计划推进"] = "by which plan?",    ["按时序推进"] = "by which schedule?",
  ["按序时进度推进"] = "by which schedule?", ["取得明显成效"] = "which?",
  ["取得显著成效"] = "which?",            ["取得积极成效"] = "which?",
  ["取得阶段性成效"] = "which?",          ["取得良好成效"] = "which?",
  ["成效明显"] = "which?",                ["成效显著"] = "which?",
  ["取得新进展"] = "which?",              ["取得积极进展"] = "which?",
  ["不断完善"] = "in what?",              ["不断提升"] = "by how much?",
  ["稳步提升"] = "by how much?",          ["持续优化"] = "in what?",
  ["总体平稳"] = "measured by what?",     ["运行平稳"] = "measured by what?",
  ["态势良好"] = "measured by what?",     ["高度重视"] = "and then?",
  ["抓好落实"] = "of what?",              ["落实到位"] = "of what?",
}

-- What can be checked: with one of these, or a figure, a sentence is more than a phrase. Meetings,
-- visits and guidance are not among them: they are work, no result of it.
words.concrete = {
  "完成", "建成", "竣工", "完工", "投用", "投产", "交付", "启用", "封顶", "开工", "动工", "施工", "进场",
  "签约", "签订", "印发", "出台", "公布", "公示", "发布", "批复", "批准", "审批", "通过", "验收", "取得",
  "成立", "挂牌", "揭牌", "上线", "上市", "招标", "中标", "开标", "举办", "举行", "闭幕", "评审", "编制",
  "确定", "申报", "上报", "报送", "提交", "引进", "落户", "发放", "拨付", "到位", "安装", "拆除", "搬迁",
  "尚未", "暂未", "未能", "不再", "推迟", "延期", "暂缓", "取消", "划转", "因", "待", "办结", "整改", "制定", "初稿", "同意", "勘察",
  "达成", "《",
}

return words
