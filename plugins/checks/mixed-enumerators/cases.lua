-- One item with this result.
local function result(text)
  return { task = "修建水渠", result = text }
end

return {
  { name = "a point after a pause mark",
    item = result("1、东河：已开工。2.西山：已完工。3、南坪：已验收。"),
    expect = { { field = "result", quote = "2.", message = "“1、”", severity = "note" } } },
  { name = "a wide point",
    item = result("1.东河：已开工。2．西山：已完工。"),
    expect = { { quote = "2．" } } },
  { name = "brackets",
    item = result("（1）东河已开工；(2)西山已完工。"),
    expect = { { quote = "(2)" } } },
  { name = "after a line end or a blank",
    item = result("1、东河已开工\n2. 西山已完工"),
    expect = { { quote = "2." } } },
  { name = "two columns of one row",
    item = { target = "1、东河开工；2、西山完工。", result = "1. 东河已开工。2. 西山已完工。" },
    expect = { { field = "result", quote = "1.", severity = "info" } } },
  { name = "or only within cells",
    item = { target = "1、东河开工；2、西山完工。", result = "1. 东河已开工。2. 西山已完工。" },
    opt = { between = false },
    expect = {} },
  { name = "levels have forms of their own",
    item = result("1、东河：（1）已清表；（2）已开工。2、西山：①已完工；②已验收。"),
    expect = {} },
  { name = "figures are no numbers of parts",
    item = result("1.5亿元已到位，2.3公里已完工。1、2号楼已封顶，3、4号楼开工。"),
    expect = {} },
  { name = "dates are none",
    item = result("1.东河：2024.9.2开工。2.西山：9月3日、10.4两次验收。"),
    expect = {} },
  { name = "a count that starts again is another list",
    item = result("1、东河已开工。2、西山已完工。下一步：1.抓好东河。2.抓好西山。"),
    expect = {} },
}
