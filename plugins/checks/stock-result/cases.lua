-- One item with this result.
local function result(text)
  return { task = "修建水渠", result = text }
end

return {
  { name = "nothing else",
    item = result("目前各项工作进展顺利。"),
    expect = { { field = "result", quote = "目前各项工作进展顺利", severity = "note" } } },
  { name = "activity without a result is nothing else either",
    item = result("每月召开调度会，指导各镇做好工作；水渠建设稳步推进。"),
    expect = { { quote = "水渠建设稳步推进", severity = "info" } } },
  { name = "one sentence of several",
    item = result("1.水渠主体已完工。2.公厕建设有序推进。"),
    expect = { { quote = "2.公厕建设有序推进", severity = "info" } } },
  { name = "or only whole results",
    item = result("1.水渠主体已完工。2.公厕建设有序推进。"),
    opt = { sentences = false },
    expect = {} },
  { name = "two phrases in a sentence are one finding",
    item = result("高度重视，水渠建设扎实推进，成效显著。"),
    expect = { { quote = "高度重视，水渠建设扎实推进，成效显著" } } },
  { name = "a figure beside the phrase",
    item = result("水渠建设有序推进，已铺设5公里。"),
    expect = {} },
  { name = "a milestone beside the phrase",
    item = result("水渠主体竣工，配套工程有序推进。"),
    expect = {} },
  { name = "a reason beside the phrase",
    item = result("因图纸变更，水渠尚未开工，前期工作积极推进。"),
    expect = {} },
  { name = "plain results",
    item = result("水渠已通水。"),
    expect = {} },
  { name = "no result",
    item = { task = "修建水渠", target = "扎实推进" },
    expect = {} },
}
