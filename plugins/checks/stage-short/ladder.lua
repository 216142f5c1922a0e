-- The steps of a project, lowest first, with what each is. Rung 0: a longer word that is no step.
return {
  -- before there is a project
  ["对接"] = { 10, "talks" }, ["洽谈"] = { 10, "talks" }, ["谋划"] = { 10, "ideas" }, ["考察"] = { 10, "talks" },
  ["选址"] = { 15, "siting" },
  ["方案"] = { 20, "design" }, ["规划"] = { 20, "design" }, ["可研"] = { 20, "feasibility" }, ["可行性"] = { 20, "feasibility" },
  ["初稿"] = { 18, "draft" }, ["设计"] = { 20, "design" },
  -- papers and the site
  ["立项"] = { 30, "approval" }, ["环评"] = { 30, "approval" }, ["手续"] = { 30, "approvals" }, ["审批"] = { 30, "approvals" },
  ["批复"] = { 30, "approvals" }, ["勘探"] = { 30, "the site" }, ["考古"] = { 30, "the site" }, ["征地"] = { 30, "the site" },
  ["拆迁"] = { 30, "the site" }, ["征收"] = { 30, "the site" }, ["测绘"] = { 30, "the site" }, ["用地"] = { 30, "the site" },
  ["签约"] = { 30, "contract" }, ["协议"] = { 30, "contract" },
  -- who builds
  ["招标"] = { 40, "tender" }, ["招投标"] = { 40, "tender" }, ["采购"] = { 40, "purchase" }, ["开评标"] = { 40, "tender" },
  ["中标"] = { 40, "tender" },
  -- building
  ["开工"] = { 50, "start" }, ["动工"] = { 50, "start" }, ["进场"] = { 50, "start" }, ["清表"] = { 50, "start" },
  ["启动"] = { 50, "start" }, ["施工"] = { 50, "works" },
  ["基槽"] = { 53, "pit" }, ["基坑"] = { 53, "pit" }, ["桩基"] = { 54, "piles" }, ["基础"] = { 55, "foundation" },
  ["筏板"] = { 55, "foundation" }, ["土建"] = { 58, "structural works" }, ["主体"] = { 60, "structure" },
  ["封顶"] = { 65, "topped out" },
  ["砌体"] = { 68, "walls" }, ["二次结构"] = { 68, "walls" }, ["安装"] = { 70, "equipment" }, ["铺设"] = { 70, "pipes, paving" },
  ["调试"] = { 72, "equipment" }, ["联调"] = { 72, "equipment" }, ["测试"] = { 72, "equipment" },
  ["装修"] = { 74, "fitting out" }, ["装饰"] = { 74, "fitting out" },
  -- done, and in use
  ["完工"] = { 80, "done" }, ["竣工"] = { 80, "done" }, ["建成"] = { 80, "done" }, ["验收"] = { 82, "accepted" },
  ["试运行"] = { 85, "trial" }, ["试生产"] = { 85, "trial" }, ["试运营"] = { 85, "trial" },
  ["投用"] = { 90, "in use" }, ["投产"] = { 90, "in use" }, ["投入使用"] = { 90, "in use" }, ["通车"] = { 90, "in use" },
  ["交付"] = { 90, "in use" }, ["交房"] = { 90, "in use" }, ["运营"] = { 90, "in use" }, ["量产"] = { 90, "in use" },
  ["上线"] = { 90, "in use" }, ["通水"] = { 90, "in use" }, ["通气"] = { 90, "in use" }, ["通航"] = { 90, "in use" },
  ["核酸测试"] = { 0, "a test of people" }, ["能力测试"] = { 0, "a test of people" }, ["线上线下"] = { 0, "a way of doing it" },
  ["启用"] = { 90, "in use" }, ["开园"] = { 90, "in use" }, ["开业"] = { 90, "in use" },
  -- longer words that are no step, or another one
  ["开工前"] = { 0, "before the start" }, ["施工图设计"] = { 35, "drawings" }, ["施工图"] = { 35, "drawings" },
  ["施工许可"] = { 45, "permit" }, ["施工招标"] = { 40, "tender" }, ["施工总承包"] = { 0, "who builds" },
  ["施工单位"] = { 0, "who builds" },
  ["施工方案"] = { 20, "design" }, ["施工协调"] = { 0, "help" }, ["主体责任"] = { 0, "duty" }, ["主体作用"] = { 0, "part played" },
  ["市场主体"] = { 0, "firms" }, ["经营主体"] = { 0, "firms" }, ["投资主体"] = { 0, "firms" }, ["创新主体"] = { 0, "firms" },
  ["实施主体"] = { 0, "who does it" }, ["建设主体"] = { 0, "who does it" }, ["主体库"] = { 0, "data" },
  ["基础设施"] = { 0, "a kind of works" },
  ["基础性"] = { 0, "basic" }, ["基础数据"] = { 0, "data" }, ["基础上"] = { 0, "on the basis of" }, ["基础库"] = { 0, "data" },
  ["建成区"] = { 0, "the town" }, ["开工率"] = { 0, "a rate" }, ["竣工率"] = { 0, "a rate" }, ["招投标率"] = { 0, "a rate" },
  ["方案设计"] = { 20, "design" }, ["初步设计"] = { 22, "design" }, ["竣工验收"] = { 82, "accepted" },
  ["安装工程"] = { 70, "equipment" },
  ["规划馆"] = { 0, "a house" }, ["规划区"] = { 0, "a place" }, ["规划区域"] = { 0, "a place" }, ["十四五规划"] = { 0, "a plan" },
  ["国土空间规划"] = { 0, "a plan" }, ["行动方案"] = { 0, "a paper" }, ["用地面积"] = { 0, "a size" }, ["建设用地"] = { 0, "land" },
  ["工业用地"] = { 0, "land" }, ["低效用地"] = { 0, "land" }, ["政府采购"] = { 0, "trade" }, ["运营商"] = { 0, "firms" },
  ["运营中心"] = { 0, "a house" }, ["安装率"] = { 0, "a rate" }, ["验收组"] = { 0, "people" },
}
