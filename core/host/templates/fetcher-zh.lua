-- 三步写成一个抓取插件：
--   1. 在 cases.lua 里写列表页上有哪些链接，其中哪几个是通报；
--   2. 在这里写怎样认出它们；
--   3. tongbao test @NAME@ 通过后，在 tongbao.lua 的 sources 里写 fetcher = "@NAME@"，授权
--      （tongbao plugins grant @NAME@），tongbao fetch 来源名 就会用上它。
-- discover 列出有哪些通报，取时段最近的；通报就在那个网址上时不必写 fetch。
-- source、http 和网页里有什么见 docs/api/reference.md。
return fetcher {
  id = "@NAME@",
  title = "（一句话：哪类网站，怎样找到通报）",
  hosts = { "$source" },
  discover = function(source, http)
    local found = {}
    for _, link in ipairs(http.get(source.url).links) do
      if link.text:find("标题里的词", 1, true) then
        found[#found + 1] = { url = link.url, title = link.text }
      end
    end
    return found
  end,
}
