-- What makes a target depend on something else, or leaves open what is to be reached. One entry a line,
-- with its reason.

local words = {}

-- The target holds only if something else comes about.
words.conditional = {
  ["视资金"] = "depends on money",             ["根据资金"] = "depends on money",
  ["视财力"] = "depends on money",             ["根据财力"] = "depends on money",
  ["资金到位后"] = "depends on money",         ["待资金"] = "depends on money",
  ["视情况"] = "depends on circumstances",     ["视情"] = "depends on circumstances",
  ["视实际情况"] = "depends on circumstances", ["根据实际情况"] = "depends on circumstances",
  ["根据工作实际"] = "depends on circumstances", ["视工作需要"] = "depends on need",
  ["视国土"] = "depends on land use planning", ["视规划"] = "depends on planning",
  ["视土地"] = "depends on land",              ["视手续"] = "depends on paperwork",
  ["根据手续"] = "depends on paperwork",       ["手续办理进度"] = "depends on paperwork",
  ["视项目"] = "depends on the project itself", ["视进展"] = "depends on progress",
  ["视进度"] = "depends on progress",          ["根据进展"] = "depends on progress",
  ["视疫情"] = "depends on the epidemic",      ["根据疫情"] = "depends on the epidemic",
  ["视政策"] = "depends on policy",            ["视上级"] = "depends on a superior body",
  ["具备条件的"] = "only where conditions allow", ["条件成熟"] = "only when conditions allow",
  ["条件具备"] = "only when conditions allow", ["条件允许"] = "only when conditions allow",
  ["适时"] = "at a time that is left open",    ["择机"] = "at a time that is left open",
}

-- Words that only look so: the condition is a state that the work itself makes.
words.not_conditional = {
  ["适时调度"] = "adjusting is the work", ["适时调整"] = "adjusting is the work",
}

-- Work that ends in nothing that could be seen: visits, studies, talks.
words.soft = {
  ["现场调研"] = "a visit", ["实地调研"] = "a visit", ["现场摸排"] = "a visit", ["实地考察"] = "a visit",
  ["考察学习"] = "a visit", ["外出考察"] = "a visit", ["开展调研"] = "a study", ["深入调研"] = "a study",
  ["调查研究"] = "a study", ["调研论证"] = "a study", ["前期调研"] = "a study", ["研究论证"] = "a study",
  ["积极推介"] = "talks", ["寻求投资"] = "talks", ["洽谈对接"] = "talks", ["对接洽谈"] = "talks",
  ["积极对接"] = "talks", ["加强沟通"] = "talks", ["沟通协调"] = "talks", ["积极谋划"] = "plans",
  ["谋划推进"] = "plans", ["积极推进"] = "no end is named", ["稳步推进"] = "no end is named",
  ["有序推进"] = "no end is named", ["持续推进"] = "no end is named", ["加快推进"] = "no end is named",
  ["扎实推进"] = "no end is named", ["全力推进"] = "no end is named", ["推进相关工作"] = "no end is named",
  ["做好前期"] = "no end is named", ["继续做好"] = "no end is named", ["积极探索"] = "no end is named",
}

-- What can be held against a result: with one of these (or a figure) a sentence is not soft.
words.hard = {
  "完成", "建成", "开工", "竣工", "投用", "投产", "启动", "举办", "召开", "签约", "签订", "印发", "出台",
  "取得", "通过", "封顶", "交付", "挂牌", "验收", "提交", "上线", "达到", "确定", "落地", "成立", "发行",
  "确保", "实现", "突破", "引进", "招标", "办理", "编制", "上市",
}

return words
