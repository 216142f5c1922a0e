-- Items with these results.
local function results(...)
  local items = {}
  for i, text in ipairs { ... } do
    items[i] = { no = tostring(i), task = "任务" .. i, result = text }
  end
  return items
end
local A, B, C, D = "东河镇水渠已开工。", "西山镇公厕已建成。", "南坪镇道路已验收。", "北岭镇学校已投用！"

return {
  { name = "one text without a mark",
    items = results(A, B, C, D, "中山镇医院正在施工"),
    expect = { { item = 5, field = "result", quote = "医院正在施工", severity = "info" } } },
  { name = "a mark after which something must follow",
    items = results(A, B, C, D, "中山镇医院正在施工，"),
    expect = { { item = 5, message = "“，”" } } },
  { name = "a semicolon where the others have a full stop",
    items = results(A, B, C, D, "中山镇医院正在施工；"),
    expect = { { item = 5, message = "“；”" } } },
  { name = "brackets and quotation marks close behind the mark",
    items = results(A, B, C, D, "标语为“中山镇医院正在施工。”", "（中山镇医院正在施工。）"),
    expect = {} },
  { name = "white space behind the mark",
    items = results(A, B, C, D, "中山镇医院正在施工。 \u{3000}\n"),
    expect = {} },
  { name = "a column that uses no marks",
    items = results("东河镇水渠已开工", "西山镇公厕已建成", "南坪镇道路已验收", C, A),
    expect = {} },
  { name = "a column whose texts end with a semicolon",
    items = results("东河镇水渠已开工；", "西山镇公厕已建成；", "南坪镇道路已验收；"),
    expect = {} },
  { name = "a comma is no end in any column",
    items = results("东河镇水渠已开工", "西山镇公厕已建成，", "南坪镇道路已验收"),
    expect = { { item = 2, message = "“，”" } } },
  { name = "words are no sentences",
    items = results(A, B, C, D, "完成"),
    expect = {} },
  { name = "how many must have one is an option",
    items = results("东河镇水渠已开工", "西山镇公厕已建成", "南坪镇道路已验收", C, A),
    opt = { share = 0.4 },
    expect = { { item = 1 }, { item = 2 }, { item = 3 } } },
}
