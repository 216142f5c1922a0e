-- What a target asks for and what falls a step short of it. One line a kind, with its reason.
return {
  { strong = { "认定", "新增", "创建" }, weak = { "申报", "推荐", "初审", "评审", "公示" } }, -- approval is for others to give
  { strong = { "达成", "签约", "签订" }, weak = { "推荐", "洽谈", "对接", "推介", "意向" } },         -- an agreement has two sides
  { strong = { "引进", "落户", "落地" }, weak = { "洽谈", "对接", "推介", "考察", "意向" } },         -- talks are no arrival
  { strong = { "完成", "建成", "竣工", "完工", "投用", "新建" }, weak = { "启动", "开工", "动工", "在建", "筹建" } }, -- begun is not done
  { strong = { "投产", "投用", "投入使用" }, weak = { "试生产", "试运行", "完工", "竣工" } },         -- done is not yet in use
  { strong = { "举办", "召开" }, weak = { "筹备", "筹办", "方案" } },                                 -- prepared is not held
  { strong = { "印发", "出台" }, weak = { "起草", "初稿", "征求意见" } },                             -- a draft is not in force
  { strong = { "验收" }, weak = { "申请验收", "初验", "自验" } },                                     -- the first is not the last
}
