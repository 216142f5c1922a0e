local q3 = "某区2024年第三季度重点工作完成情况"
local q2 = "某区2024年第二季度重点工作完成情况"
local last_q3 = "某区2023年第三季度重点工作完成情况"
local function says(text) return { task = "扩大有效投资。", result = text } end

return {
  { name = "与上年同期通报的数字不符", title = q3,
    before = { { title = q2, items = { says("项目前期工作有序推进。") } },
      { title = last_q3, items = { says("1—9月，累计完成投资42.0亿元，同比增长5%。") } } },
    item = says("1—9月，累计完成投资46.2亿元，同比增长15%。"),
    expect = { { field = "result", quote = "15%", message = "增幅为10%" } } },
  { name = "与上年同期通报的数字相符", title = q3,
    before = { { title = q2, items = { says("项目前期工作有序推进。") } },
      { title = last_q3, items = { says("1—9月，累计完成投资42.0亿元，同比增长5%。") } } },
    item = says("1—9月，累计完成投资46.2亿元，同比增长10%。"), expect = {} },
  { name = "环比与上期的数字不符", title = q3, before = { { title = q2, items = { says("本季度完成投资20亿元。") } } },
    item = says("本季度完成投资22亿元，环比增长20%。"), expect = { { quote = "20%", message = "增幅为10%" } } },
  { name = "环比与上期的数字相符", title = q3, before = { { title = q2, items = { says("本季度完成投资20亿元。") } } },
    item = says("本季度完成投资22亿元，环比增长10%。"), expect = {} },
  { name = "反推的上年数变小", title = q3,
    before = { { title = q2, items = { says("今年以来，累计到位外来资金78.2亿元，同比增长11.7%。") } } },
    item = says("今年以来，累计到位外来资金80.6亿元，同比增长26.4%。"), expect = { { quote = "26.4%", message = "反推" } } },
  { name = "反推的上年数变大", title = q3,
    before = { { title = q2, items = { says("今年以来，累计到位外来资金78.2亿元，同比增长11.7%。") } } },
    item = says("今年以来，累计到位外来资金114.6亿元，同比增长12.4%。"), expect = {} },
  { name = "四舍五入造成的差别", title = q3, before = { { title = q2, items = { says("本季度新增企业7家。") } } },
    item = says("本季度新增企业8家，环比增长14.3%。"), expect = {} },
  { name = "没有可比的数字", title = q3, before = { { title = q2, items = { says("项目前期工作有序推进。") } } },
    item = says("1—9月，累计完成投资46.2亿元，同比增长15%。"), expect = {} },
}
