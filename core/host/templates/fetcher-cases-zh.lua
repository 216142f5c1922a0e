-- 用例里的网页写在 responses 里，不上网：网址是键，links 是页上的链接。expect 是应当找到的通报。
return {
  { name = "写几条链接，再让 fetcher.lua 认出其中的通报",
    source = { url = "https://www.example.gov.cn/list.html" },
    responses = { ["https://www.example.gov.cn/list.html"] = { links = {
      { url = "https://www.example.gov.cn/1.html", text = "某区2024年重点工作第三季度进展情况" },
      { url = "https://www.example.gov.cn/2.html", text = "关于召开会议的通知" },
    } } },
    expect = {
      { url = "https://www.example.gov.cn/1.html", title = "某区2024年重点工作第三季度进展情况" },
    } },
}
