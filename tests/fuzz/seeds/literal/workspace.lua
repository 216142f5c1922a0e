-- what a newsroom watches
return workspace {
  contact = "desk@example.org",
  sources = {
    ["east-district"] = { fetcher = "index-page", url = "https://www.example.gov.cn/list.html",
                          allow_private = false, title = "重点工作", expect = { columns = 5, min_items = 40 } },
  },
  checks = { ["target-missed"] = { severity = "error", tolerance = 0.02 }, ["vague-result"] = false },
  organisations = { aliases = { ["区市场监管局"] = "区市场监督管理局" } },
  profile = "default",
  limits = { cpu = 2, wall = 0x10, memory = 6.4e1 },
}
