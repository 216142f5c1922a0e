-- One item with this target.
local function target(text)
  return { task = "修建水渠", target = text, result = "已开工" }
end

return {
  { name = "as money allows",
    item = target("视资金情况启动水渠工程；公厕：建成12座。"),
    expect = { { field = "target", quote = "视资金", severity = "note" } } },
  { name = "where conditions allow",
    item = target("具备条件的村开工建设。"),
    expect = { { quote = "具备条件的" } } },
  { name = "a visit is no result",
    item = target("现场调研，外出考察学习。"),
    expect = { { quote = "现场调研" } } },
  { name = "no end is named",
    item = target("1、水渠：完成主体工程。2、公厕：积极推进建设。"),
    expect = { { quote = "积极推进" } } },
  { name = "a milestone is one",
    item = target("积极推进水渠工程，完成主体施工。"),
    expect = {} },
  { name = "a figure is one",
    item = target("加快推进12座公厕建设。"),
    expect = {} },
  { name = "either kind can be left out",
    item = target("视资金情况积极推进。"),
    opt = { conditional = false, soft = false },
    expect = {} },
  { name = "a sentence is told once",
    item = target("视资金情况积极推进。"),
    expect = { { quote = "视资金" } } },
  { name = "targets that can be measured",
    item = target("建成水渠5公里，公厕12座。"),
    expect = {} },
}
