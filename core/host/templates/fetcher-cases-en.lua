-- The pages of a case stand in responses, nothing is asked of the web: the address is the key, links are those
-- of the page. expect is the bulletins that should be found.
return {
  { name = "write some links, then let fetcher.lua tell which are bulletins",
    source = { url = "https://www.example.gov.cn/list.html" },
    responses = { ["https://www.example.gov.cn/list.html"] = { links = {
      { url = "https://www.example.gov.cn/1.html", text = "某区2024年重点工作第三季度进展情况" },
      { url = "https://www.example.gov.cn/2.html", text = "关于召开会议的通知" },
    } } },
    expect = {
      { url = "https://www.example.gov.cn/1.html", title = "某区2024年重点工作第三季度进展情况" },
    } },
}
