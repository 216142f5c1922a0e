local same = "持续开展涉企服务，常态化走访企业，帮助解决融资、用工等方面的问题。"
local task = "优化营商环境，健全企业服务专员制度。"
local item = { task = task, result = same }

return {
  { name = "与上期相同", previous = { item }, item = item,
    expect = { { field = "result", message = "共2期表述未变" } } },
  { name = "连续三期相同", before = { { items = { item } }, { items = { item } } }, item = item,
    expect = { { message = "共3期表述未变" } } },
  { name = "第三期起才提示", opt = { periods = 3 }, before = { { items = { item } }, { items = { item } } }, item = item,
    expect = { { message = "共3期" } } },
  { name = "只有两期，未到三期", opt = { periods = 3 },
    before = { { items = { item } }, { items = { { task = task, result = "方案已印发，已选派专员20名。" } } } },
    item = item, expect = {} },
  { name = "其中一部分相同",
    previous = { task = "推进三个项目。", result = "1、甲园区：正在开展施工招标前期准备工作。2、乙园区：完成主体三层。" },
    item = { task = "推进三个项目。", result = "1、甲园区：正在开展施工招标前期准备工作。2、乙园区：主体封顶，正在装修。" },
    expect = { { field = "result", message = "其中一部分" } } },
  { name = "有了新数字", previous = { item }, item = { task = task, result = "持续开展涉企服务，走访企业320家，解决问题47个。" }, expect = {} },
  { name = "已完成", previous = { { task = "建成文化馆。", result = "文化馆已建成并投入使用。" } },
    item = { task = "建成文化馆。", result = "文化馆已建成并投入使用。" }, expect = {} },
  { name = "没有上期", item = item, expect = {} },
}
