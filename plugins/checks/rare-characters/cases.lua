-- One item with this result.
local function result(text)
  return { task = "修建水渠", result = text }
end

return {
  { name = "a variant, with the form of the standard",
    item = result("濳河水渠已开工。"),
    expect = { { field = "result", quote = "濳", message = "“潜”", severity = "info" } } },
  { name = "names may keep variants",
    item = result("濳河水渠已开工。"),
    opt = { variants = false },
    expect = {} },
  { name = "a radical that looks like a character",
    item = result("⼯程已开⼯。"),
    expect = { { quote = "⼯", message = "部首" } } },
  { name = "a compatibility form",
    item = result("\u{F90A}融机构"),
    expect = { { message = "U+F90A" } } },
  { name = "a character of private use",
    item = result("水渠\u{E123}已开工。"),
    expect = { { message = "自造字" } } },
  { name = "characters of the extensions",
    item = result("㙍下村、\u{20BB7}家村水渠已开工。"),
    expect = { { quote = "㙍" }, { quote = "\u{20BB7}" } } },
  { name = "in any column, each once",
    item = { task = "濳河", units = "濳河镇", result = "濳河、濳山" },
    expect = { { field = "task" }, { field = "units" }, { field = "result" } } },
  { name = "names that the standard allows",
    item = result("李喆、王堃、张淼、甦醒村、垚鑫公司"),
    expect = {} },
  { name = "marks, units and letters",
    item = result("①面积 \n１２㎡、№5、→、“东河”《通知》……Ａ、m³、℃、‰、〇、㎞"),
    expect = {} },
}
