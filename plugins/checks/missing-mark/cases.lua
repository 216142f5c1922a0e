-- One item with this result, long enough to be looked at.
local function result(text)
  return { task = "修建水渠", result = "东河镇灌溉水渠工程全长5公里。" .. text }
end
local LONG = "修建东河镇灌溉水渠及其配套桥涵闸站管理用房道路绿化亮化附属设施工程施工图设计审查备案手续"

return {
  { name = "two clauses that say the same of two things",
    item = result("东河水渠有关手续办理已完成西山水渠勘察设计单位招标已完成。"),
    expect = { { field = "result", quote = "东河水渠有关手续办理已完成西山水渠勘察设计单位招标已完成", severity = "info" } } },
  { name = "with a mark between",
    item = result("东河水渠有关手续办理已完成，西山水渠勘察设计单位招标已完成。"),
    expect = {} },
  { name = "a predicate that describes",
    item = result("东河镇已完成的水渠工程项目和配套工程验收均已完成。"),
    expect = {} },
  { name = "verb and object",
    item = result("东河镇已完成水渠主体工程施工，西山镇已完成公厕建设。"),
    expect = {} },
  { name = "a long stretch without a mark",
    item = result(LONG .. "已办理。"),
    opt = { longest = 40 },
    expect = { { quote = LONG .. "已办理" } } },
  { name = "a pause mark divides it",
    item = result((LONG:gsub("管理用房", "、管理用房")) .. "已办理。"),
    opt = { longest = 40 },
    expect = {} },
  { name = "how long is an option",
    item = result(LONG .. "已办理。"),
    expect = {} },
}
