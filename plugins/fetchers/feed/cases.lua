local address = "https://www.example.gov.cn/rss.xml"

return {
  { name = "entries of that name, with their days",
    source = { url = address, title = "重点工作" },
    responses = { [address] = { links = {
      { url = "https://www.example.gov.cn/3.html", text = "2021年第三季度重点工作", date = "2021-10-15" },
      { url = "https://www.example.gov.cn/x.html", text = "通知", date = "2021-10-16" } } } },
    expect = { { url = "https://www.example.gov.cn/3.html", title = "2021年第三季度重点工作", date = "2021-10-15" } } },
  { name = "some are left out",
    source = { url = address }, opt = { match = "季度*工作|半年", except = "预算" },
    responses = { [address] = { links = {
      { url = "https://www.example.gov.cn/3.html", text = "三季度重点工作" },
      { url = "https://www.example.gov.cn/b.html", text = "三季度预算工作" },
      { url = "https://www.example.gov.cn/2.html", text = "上半年进展" } } } },
    expect = { { url = "https://www.example.gov.cn/3.html", title = "三季度重点工作" },
               { url = "https://www.example.gov.cn/2.html", title = "上半年进展" } } },
  { name = "nothing new",
    source = { url = address, title = "重点工作" },
    responses = { [address] = { links = { { url = "https://www.example.gov.cn/x.html", text = "通知" } } } },
    expect = {} },
  { name = "no feed",
    source = { url = address }, responses = { [address] = "not found" },
    expect_trouble = "网址上没有订阅源的条目" },
}
