local task = "全年新建改建农村公路120公里。"
local q3, q2, q1 = "某区2024年第三季度重点工作完成情况", "某区2024年第二季度重点工作完成情况", "某区2024年第一季度重点工作完成情况"
local function done(km) return { task = task, result = "累计新建改建农村公路" .. km .. "公里。" } end

return {
  { name = "余下所需远快于以往", title = q3, before = { { title = q2, items = { done(30) } } }, item = done(47),
    expect = { { field = "result", quote = "47公里", message = "每期需73，此前最快一期为17" } } },
  { name = "以往有一期很快", title = q3,
    before = { { title = q2, items = { done(65) } }, { title = q1, items = { done(5) } } },
    item = done(70), expect = {} },
  { name = "进度均匀", title = q3, before = { { title = q2, items = { done(60) } } }, item = done(90), expect = {} },
  { name = "已经完成", title = q3, before = { { title = q2, items = { done(60) } } }, item = done(121), expect = {} },
  { name = "倍数可设", opt = { factor = 10 }, title = q3, before = { { title = q2, items = { done(30) } } },
    item = done(47), expect = {} },
  { name = "没有上期", title = q3, item = done(47), expect = {} },
}
