local CANAL = "在东河镇修建灌溉水渠5公里"

-- Items with these tasks; each its own result.
local function tasks(...)
  local items = {}
  for i, task in ipairs { ... } do
    items[i] = { no = tostring(i), task = task, result = "已完成" .. i .. "公里" }
  end
  return items
end

return {
  { name = "the same task again, further down",
    items = tasks(CANAL, "新建乡村公厕12座以上", CANAL .. "。"),
    expect = { { item = 3, field = "task", message = "第1项", severity = "note" } } },
  { name = "the whole row again",
    items = { { no = "1", task = CANAL, units = "县水利局", result = "已开工" },
              { no = "2", task = CANAL, units = "县水利局", result = "已开工" } },
    expect = { { item = 2, severity = "warning" } } },
  { name = "rows of one merged cell",
    items = tasks(CANAL, CANAL, CANAL),
    expect = {} },
  { name = "a list by units",
    items = { { task = CANAL, units = "东河镇", result = "已完成1公里" }, { task = "新建公厕", units = "东河镇" },
              { task = CANAL, units = "西山镇", result = "已完成2公里" }, { task = "新建公厕", units = "西山镇" },
              { task = CANAL, units = "南坪镇", result = "已完成3公里" }, { task = "新建公厕", units = "南坪镇" } },
    expect = {} },
  { name = "short names of indicators",
    items = tasks("财政收入", "新建乡村公厕12座以上", "财政收入"),
    expect = {} },
  { name = "tasks that only begin alike",
    items = tasks(CANAL, "新建乡村公厕12座以上", "在东河镇修建灌溉水渠6公里"),
    expect = {} },
}
