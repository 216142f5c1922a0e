local task = "推进数字乡村建设。"
local function led(units) return { task = task, units = units, result = "正在推进。" .. #units } end
return {
  { name = "牵头单位变了", previous = led("区农业农村局（牵头） 区大数据中心"), item = led("区大数据中心（牵头） 区农业农村局"),
    expect = { { field = "units", message = "由区农业农村局变为区大数据中心" } } },
  { name = "首列单位变了，未标牵头", opt = { by_order = true }, previous = led("区农业农村局 区大数据中心"),
    item = led("区商务局 区大数据中心"), expect = { { field = "units", severity = "info", message = "首列单位" } } },
  { name = "首列单位变了，默认不提示", previous = led("区农业农村局 区大数据中心"), item = led("区商务局 区大数据中心"), expect = {} },
  { name = "只是次序不同", opt = { by_order = true }, previous = led("区农业农村局 区大数据中心"),
    item = led("区大数据中心 区农业农村局"), expect = {} },
  { name = "只多了一个协办单位", previous = led("区农业农村局（牵头） 区大数据中心"),
    item = led("区农业农村局（牵头） 区大数据中心 区财政局"), expect = {} },
  { name = "未变", previous = led("区农业农村局（牵头）"), item = led("区农业农村局（牵头）"), expect = {} },
}
