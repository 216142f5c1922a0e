-- Text that rightly stands twice in a row. One entry a line, with its reason.

local words = {}

-- Words that Chinese doubles as a whole (ABAB). Nouns and the verbs of official prose are not among
-- them: 提升提升 is a slip. Single characters (层层, 逐年) and AABB (点点滴滴) are no repeat of two
-- characters and never come here.
words.reduplicated = {
  ["商量商量"] = "to talk over a little",     ["研究研究"] = "to look into a little",
  ["讨论讨论"] = "to discuss a little",       ["考虑考虑"] = "to consider a little",
  ["了解了解"] = "to find out a little",      ["琢磨琢磨"] = "to ponder a little",
  ["合计合计"] = "to reckon a little",        ["打听打听"] = "to ask around",
  ["休息休息"] = "to rest a little",          ["热闹热闹"] = "to liven up",
  ["许多许多"] = "very many",                 ["很多很多"] = "very many",
  ["非常非常"] = "very, very",                ["特别特别"] = "very, very",
  ["多少多少"] = "so and so many",            ["什么什么"] = "this and that",
  ["如何如何"] = "thus and thus",             ["怎样怎样"] = "thus and thus",
  ["雪白雪白"] = "snow-white",                ["碧绿碧绿"] = "deep green",
  ["金黄金黄"] = "golden",                    ["火红火红"] = "fiery red",
  ["通红通红"] = "red all over",              ["漆黑漆黑"] = "pitch-dark",
  ["笔直笔直"] = "dead straight",             ["冰凉冰凉"] = "ice-cold",
  ["加油加油"] = "a cheer",                   ["哗啦哗啦"] = "a sound",
  ["轰隆轰隆"] = "a sound",                   ["叮咚叮咚"] = "a sound",
}

-- Characters of numbers: 一个一个 counts piece by piece, 二〇二〇 is a year.
words.numerals = "〇零一二两三四五六七八九十百千万亿几"

-- Characters that end one sentence part, so that no compound can go on behind them.
words.functional = "的和与及等在为对将已以并于是由了可按从向被把"

-- Nouns that end the name of a place or a body and begin the next word: 某某大学|大学生.
words.bodies = {
  ["大学"] = "大学生, 大学城",        ["中学"] = "中学生",               ["小学"] = "小学生",
  ["学校"] = "学校食堂",              ["学院"] = "学院路",               ["医院"] = "医院感染",
  ["政府"] = "政府工作报告, 政府采购", ["党委"] = "党委书记",             ["支部"] = "支部书记",
  ["公司"] = "公司债券",              ["集团"] = "集团公司",             ["银行"] = "银行承兑",
  ["企业"] = "企业家",                ["社区"] = "社区服务, 社区矫正",   ["小区"] = "小区道路",
  ["街道"] = "街道办事处",            ["园区"] = "园区道路",             ["公园"] = "公园路",
  ["广场"] = "广场舞",                ["市场"] = "市场主体",             ["中心"] = "中心城区, 中心医院",
  ["机关"] = "机关干部",              ["机构"] = "机构养老",             ["工会"] = "工会会员",
  ["法院"] = "法院判决",              ["车站"] = "车站路",               ["基地"] = "基地建设",
  ["农村"] = "农村公路",              ["乡村"] = "乡村旅游, 乡村振兴",   ["党员"] = "党员干部",
  ["村庄"] = "村庄规划",              ["幼儿园"] = "幼儿园教师",         ["卫生院"] = "卫生院医生",
}

-- Words that end one compound and begin the next, and what then follows: 项目建设|建设用地. The last
-- ones are no compounds: two words meet by chance, 了解|了+解决.
words.compounds = {
  ["建设"] = { "用地", "单位", "工程", "资金", "银行", "局", "兵团" },
  ["分类"] = { "投放", "收集", "处理", "处置", "运输", "收运", "指导" },
  ["管理"] = { "办法", "条例", "局", "委员会", "人员", "平台", "系统", "中心", "体制" },
  ["服务"] = { "中心", "站", "点", "平台", "业", "大厅", "机构" },
  ["生产"] = { "经营", "总值", "企业", "线", "基地" },
  ["培训"] = { "班", "基地", "机构", "学校", "中心" },
  ["投资"] = { "额", "促进", "公司", "基金", "企业" },
  ["改造"] = { "面积", "户数", "工程", "资金" },
  ["工作"] = { "队", "组", "站", "室", "专班", "人员", "委员会" },
  ["教育"] = { "局", "厅", "部", "基地", "集团", "机构" },
  ["安全"] = { "生产", "隐患", "监管", "员" },
  ["保障"] = { "房", "性", "中心", "局" },
  ["发展"] = { "改革", "和改革", "集团", "规划", "局", "中心", "基金" },
  ["监督"] = { "管理", "检查", "所", "员", "局" },
  ["开发"] = { "区", "商", "公司" },
  ["保护"] = { "区", "站", "单位", "条例", "中心" },
  ["示范"] = { "区", "点", "基地", "村", "县", "园", "项目" },
  ["创新"] = { "中心", "平台", "研究院", "创业" },
  ["创业"] = { "园", "创新", "孵化", "担保", "大赛", "者" },
  ["研究"] = { "院", "所", "中心", "生" },
  ["招商"] = { "引资", "局", "中心" },
  ["审批"] = { "局", "服务", "事项" },
  ["检测"] = { "中心", "站", "点", "机构" },
  ["监测"] = { "中心", "站", "点" },
  ["供水"] = { "管网", "厂", "公司", "站" },
  ["供热"] = { "管网", "公司", "面积" },
  ["供气"] = { "管网", "公司" },
  ["排水"] = { "管网", "管道", "渠" },
  ["补贴"] = { "资金", "政策", "标准" },
  ["扶贫"] = { "车间", "办", "项目", "资金" },
  ["贷款"] = { "余额", "额", "贴息", "利率" },
  ["宣传"] = { "部", "教育", "栏" },
  ["组织"] = { "部", "生活" },
  ["体育"] = { "局", "馆", "场", "中心", "公园" },
  ["文化"] = { "馆", "站", "广场", "旅游", "局", "产业" },
  ["旅游"] = { "局", "景区", "业", "公路" },
  ["行政"] = { "审批", "执法", "村", "许可" },
  ["技术"] = { "改造", "研究院", "中心", "人员" },
  ["设计"] = { "院", "单位", "方案" },
  ["施工"] = { "单位", "图", "许可" },
  ["养老"] = { "服务", "机构", "院", "保险", "金" },
  ["就业"] = { "服务", "率", "岗位", "人员" },
  ["了解"] = { "决" },
  ["和平"] = { "安" },
}

-- Marks of Chinese text; those of ASCII are %p to Lua.
local MARKS = { "，", "。", "；", "：", "、", "？", "！", "“", "”", "（", "）", "《", "》", "…", "—" }

-- Whether a text holds a mark or a blank: then it is a clause, not a word.
function words.has_mark(text)
  for _, mark in ipairs(MARKS) do
    if text:find(mark, 1, true) then
      return true
    end
  end
  return text:find("[%p%s]") ~= nil
end

return words
