return {
  { name = "the address itself",
    source = { url = "https://www.example.gov.cn/newest.html" },
    expect = { { url = "https://www.example.gov.cn/newest.html" } } },
  { name = "the page there is the bulletin",
    source = { chosen = { url = "https://www.example.gov.cn/newest.html" } },
    responses = { ["https://www.example.gov.cn/newest.html"] = { items = 40 } },
    expect_page = "https://www.example.gov.cn/newest.html" },
}
