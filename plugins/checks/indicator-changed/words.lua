-- Indicators that are easily put for one another, a group each; behind each name what it covers. Names that cover the
-- same
-- stand for one another.
return {
  { ["调查失业率"] = "by survey of households", ["登记失业率"] = "by those who registered" },
  { ["增加值"] = "what was added", ["总产值"] = "gross, inputs counted in", ["营业收入"] = "what was sold",
    ["主营业务收入"] = "what was sold" },
  { ["税收收入"] = "taxes alone", ["一般公共预算收入"] = "taxes and other income", ["财政总收入"] = "the state's share counted in",
    ["一般公共预算总收入"] = "the state's share counted in",
    ["财政收入"] = "taxes and more, which is not said",
    ["政府性基金收入"] = "land and funds" },
  { ["限额以上"] = "larger firms alone", ["限上"] = "larger firms alone", ["社会消费品零售总额"] = "all trade",
    ["社零"] = "all trade" },
  { ["固定资产投资"] = "all building and equipment", ["工业投资"] = "industry alone", ["技改投资"] = "renewal of equipment alone",
    ["房地产投资"] = "housing alone", ["民间投资"] = "private alone" },
  { ["进出口"] = "both ways", ["进出口总额"] = "both ways", ["进出口额"] = "both ways", ["出口额"] = "out", ["出口总额"] = "out",
    ["进口额"] = "in", ["进口总额"] = "in" },
  { ["实际利用外资"] = "what was paid in", ["实际使用外资"] = "what was paid in", ["合同外资"] = "what was promised",
    ["合同利用外资"] = "what was promised" },
  { ["到位资金"] = "what was paid in", ["签约资金"] = "what was promised", ["协议资金"] = "what was promised",
    ["计划投资"] = "what is planned" },
  { ["城镇居民"] = "townspeople alone", ["农村居民"] = "villagers alone", ["全体居民"] = "both" },
  { ["新增就业"] = "new jobs", ["转移就业"] = "from the land to jobs", ["再就业"] = "jobs after losing one" },
  { ["PM2.5"] = "fine dust", ["PM10"] = "coarse dust, too" },
  { ["接待游客"] = "visitors", ["旅游收入"] = "what they spent", ["过夜游客"] = "visitors who stay" },
}
