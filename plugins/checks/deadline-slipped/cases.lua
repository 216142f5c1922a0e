local task = "实施道路改造。"
local function says(month) return { task = task, result = "泰和路正在施工，预计" .. month .. "建成通车。" } end
local titles = { "某区2024年第四季度重点工作完成情况", "某区2024年第三季度重点工作完成情况", "某区2024年第二季度重点工作完成情况" }

return {
  { name = "推后一次", title = titles[2], before = { { title = titles[3], items = { says("8月底") } } }, item = says("11月底"),
    expect = { { field = "result", quote = "11月底", message = "由上期的8月底推后到11月底" } } },
  { name = "推后两次", title = titles[1],
    before = { { title = titles[2], items = { says("11月底") } }, { title = titles[3], items = { says("8月底") } } },
    item = says("12月底"), expect = { { message = "最初为8月底，已是第2次推后" } } },
  { name = "上期已写明推迟", title = titles[2],
    before = { { title = titles[3], items = { { task = task, result = "泰和路施工推迟至8月底完工。" } } } },
    item = { task = task, result = "泰和路施工推迟至11月底完工。" }, expect = { { message = "第2次" } } },
  { name = "只看多次的", opt = { times = 2 }, title = titles[2], before = { { title = titles[3], items = { says("8月底") } } },
    item = says("11月底"), expect = {} },
  { name = "提前", title = titles[2], before = { { title = titles[3], items = { says("11月底") } } },
    item = says("10月底"), expect = {} },
  { name = "未变", title = titles[2], before = { { title = titles[3], items = { says("11月底") } } },
    item = says("11月底"), expect = {} },
}
