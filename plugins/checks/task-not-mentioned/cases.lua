local museum = { no = "20", task = "建设数字博物馆，打造沉浸式展览空间。", result = "正在进行方案设计。" }
local roads = { no = "21", task = "实施9条城区道路改造提升，打通2条断头路。", result = "5条已完工。" }
local grain = { no = "20", task = "新建粮库一座，仓容3万吨。", result = "已开工。" }

return {
  { name = "上期的一项不见了", previous = { museum, roads }, items = { roads },
    expect = { { message = "第20项“建设数字博物馆，打造沉浸式展览空间。”本期未见对应表述" } } },
  { name = "位置换成了另一项任务", previous = { museum, roads }, items = { grain, roads },
    expect = { { message = "数字博物馆" } } },
  { name = "上期已完成",
    previous = { { task = "举办第五届茶文化节。", result = "已完成，茶文化节已于4月举办。" }, roads }, items = { roads }, expect = {} },
  { name = "上期已完成的也看", opt = { done = true },
    previous = { { task = "举办第五届茶文化节。", result = "已完成，茶文化节已于4月举办。" }, roads }, items = { roads },
    expect = { { message = "茶文化节" } } },
  { name = "只是换了序号", previous = { museum, roads },
    items = { roads, { no = "35", task = museum.task, result = "正在布展。" } }, expect = {} },
  { name = "换了年度", title = "某区2025年第一季度重点工作完成情况",
    before = { { title = "某区2024年第四季度重点工作完成情况", items = { museum, roads } } }, items = { roads }, expect = {} },
}
