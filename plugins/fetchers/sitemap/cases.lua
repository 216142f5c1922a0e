local map = "https://www.example.gov.cn/sitemap.xml"
local site = "https://www.example.gov.cn/zdgz/"

return {
  { name = "the newest pages that match, by their own titles",
    source = { url = map }, opt = { match = "/zdgz/", pages = 2 },
    responses = {
      [map] = { links = { { url = site .. "1.html", text = "", date = "2021-04-10" },
                          { url = site .. "3.html", text = "", date = "2021-10-15" },
                          { url = site .. "2.html", text = "", date = "2021-07-15" },
                          { url = "https://www.example.gov.cn/x.html", text = "", date = "2021-10-20" } } },
      [site .. "3.html"] = { title = "2021年第三季度进展" },
      [site .. "2.html"] = { title = "2021年上半年进展" } },
    expect = { { url = site .. "3.html", title = "2021年第三季度进展", date = "2021-10-15" },
               { url = site .. "2.html", title = "2021年上半年进展", date = "2021-07-15" } } },
  { name = "a list of sitemaps; a page that is gone; a title of something else",
    source = { url = map, title = "重点工作" },
    responses = {
      [map] = { links = { { url = site .. "map.xml", text = "", section = "sitemap" } } },
      [site .. "map.xml"] = { links = { { url = site .. "3.html", text = "" }, { url = site .. "4.html", text = "" },
                                        { url = site .. "5.html", text = "" } } },
      [site .. "3.html"] = { title = "2021年第三季度重点工作" }, [site .. "4.html"] = { status = 404 },
      [site .. "5.html"] = { title = "通知" } },
    expect = { { url = site .. "3.html", title = "2021年第三季度重点工作" } } },
  { name = "no sitemap",
    source = { url = map }, responses = { [map] = "not found" },
    expect_trouble = "网址上没有网站地图的条目" },
}
