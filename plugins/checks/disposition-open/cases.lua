local q3 = "某区2024年第三季度重点工作完成情况"
local item = { task = "培训乡村医生。", target = "培训30人以上。", result = "已培训24人。" }

local function line(disposition, more)
  local one = { rule = "target-missed", disposition = disposition, period = "2024Q2" }
  for name, value in pairs(more or {}) do one[name] = value end
  return { one }
end

return {
  { name = "上期已询问，没有答复", title = q3, item = item, dispositions = line("asked", { who = "李" }),
    expect = { { field = "task", message = "2024Q2通报的问题（target-missed）已向单位询问" } } },
  { name = "上期已询问，有答复", title = q3, item = item, dispositions = line("asked", { reply = "10月补训" }),
    expect = {} },
  { name = "本期刚询问", title = q3, item = item, dispositions = line("asked", { period = "2024Q3" }), expect = {} },
  { name = "不知是哪一期问的", title = q3, item = item, dispositions = line("asked", { period = "" }), expect = {} },
  { name = "已说明的不再问", title = q3, item = item, dispositions = line("explained"), expect = {} },
  { name = "未核实的默认不提示", title = q3, item = item, dispositions = line("unreviewed"), expect = {} },
  { name = "未核实的也提示", title = q3, opt = { unreviewed = true }, item = item, dispositions = line("unreviewed"),
    expect = { { field = "task", message = "尚未核实" } } },
  { name = "问的是另一项", title = q3, items = { item, { task = "建设充电桩。", result = "已建成22个。" } },
    dispositions = line("asked", { item = 2 }), expect = { { item = 2 } } },
  { name = "没有判断", title = q3, item = item, expect = {} },
}
