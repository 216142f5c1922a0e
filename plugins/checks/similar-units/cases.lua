-- Items with these units.
local function units(...)
  local items = {}
  for i, text in ipairs { ... } do
    items[i] = { no = tostring(i), task = "任务" .. i, units = text }
  end
  return items
end

return {
  { name = "the short form of a name, told where it is rarer",
    items = units("县住建局", "县住建局", "县住房和城乡建设局"),
    expect = { { item = 3, field = "units", quote = "县住房和城乡建设局", message = "县住建局", severity = "note" } } },
  { name = "one word less",
    items = units("县市场监督管理局", "县市场监管局、县水利局"),
    expect = { { item = 2, quote = "县市场监管局" } } },
  { name = "with and without the level",
    items = units("县农业农村局", "农业农村局 县水利局"),
    expect = { { item = 2, quote = "农业农村局" } } },
  { name = "a town and its government",
    items = units("桃溪镇 柳林镇", "桃溪镇人民政府"),
    expect = { { item = 2, quote = "桃溪镇人民政府" } } },
  { name = "a street and its office",
    items = units("南湖街道", "南湖街道办事处"),
    expect = { { item = 2 } } },
  { name = "near names of different bodies",
    items = units("县文旅局 县文物局", "县财政局 县民政局", "县教体局", "县医院 县中医医院", "县人民医院 县第二人民医院"),
    expect = {} },
  { name = "a department of a zone is not the county's",
    items = units("县投资促进中心", "东河经济开发区投资促进中心", "东河经济开发区"),
    expect = {} },
  { name = "levels of government are different bodies",
    items = units("市生态环境局", "县生态环境局"),
    expect = {} },
  { name = "groups are no bodies",
    items = units("各镇、街道", "县直各部门、单位", "各镇"),
    expect = {} },
  { name = "one name throughout",
    items = units("县水利局", "县水利局（牵头） 县财政局"),
    expect = {} },
}
