local address = "https://www.example.gov.cn/api/list?page={page}"

return {
  { name = "fields as they are usually called",
    source = { url = "https://www.example.gov.cn/list.json", title = "重点工作" },
    responses = { ["https://www.example.gov.cn/list.json"] =
      [[{"data":{"list":[{"title":"2021年第三季度重点工作","url":"/a/3.html","date":"2021-10-15 09:00"},
        {"title":"通知","url":"/a/4.html"}]}}]] },
    expect = { { url = "/a/3.html", title = "2021年第三季度重点工作", date = "2021-10-15" } } },
  { name = "other names, an address made of fields, several pages, a call around it",
    source = { url = address }, opt = { list = "rows", address = "/a/{meta.id}.html", name = "t", pages = 3 },
    responses = {
      ["https://www.example.gov.cn/api/list?page=1"] =
        [[callback({"rows":[{"t":"\u4e09\u5b63\u5ea6","meta":{"id":7}}]});]],
      ["https://www.example.gov.cn/api/list?page=2"] = [[{"rows":[]}]] },
    expect = { { url = "/a/7.html", title = "三季度" } } },
  { name = "the whole is the list",
    source = { url = "https://www.example.gov.cn/list.json" }, opt = { list = "." },
    responses = { ["https://www.example.gov.cn/list.json"] =
      [==[ [{"url":"https://www.example.gov.cn/3.html","title":null}] ]==] },
    expect = { { url = "https://www.example.gov.cn/3.html", title = "" } } },
  { name = "what is no text is no title and no address",
    source = { url = "https://www.example.gov.cn/list.json" }, opt = { list = "." },
    responses = { ["https://www.example.gov.cn/list.json"] =
      [==[ [{"url":{"a":1},"title":"x"},{"url":"/3.html","title":{"a":1}}] ]==] },
    expect = { { url = "/3.html", title = "" } } },
  { name = "no such list",
    source = { url = "https://www.example.gov.cn/list.json" },
    responses = { ["https://www.example.gov.cn/list.json"] = [[{"data":[]}]] },
    expect_trouble = "JSON 里没有列表 data.list" },
  { name = "no JSON",
    source = { url = "https://www.example.gov.cn/list.json" },
    responses = { ["https://www.example.gov.cn/list.json"] = "<html>" },
    expect_trouble = "网址上的内容不是 JSON" },
}
