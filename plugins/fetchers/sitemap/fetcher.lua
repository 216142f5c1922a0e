-- A sitemap lists addresses without titles: the newest of those that match are opened for theirs.

local MAPS = 3 -- of a list of sitemaps, the newest

local function newest(links, most)
  local order = {}
  for i, link in ipairs(links) do
    order[i] = { link = link, at = i }
  end
  table.sort(order, function(a, b)
    local x, y = a.link.date or "", b.link.date or ""
    if x ~= y then
      return x > y
    end
    return a.at < b.at
  end)
  local first = {}
  for i = 1, math.min(most, #order) do
    first[i] = order[i].link
  end
  return first
end

return fetcher {
  id = "sitemap",
  title = { zh = "网站地图（sitemap.xml）", en = "A sitemap (sitemap.xml)" },
  why = {
    zh = "列表由脚本生成的网站，网站地图里常有各页的网址和日期。",
    en = "Where scripts make the lists of a site, its sitemap often holds the addresses and days of its pages." },
  hosts = { "$source" },
  options = {
    match = { default = "", help = {
      zh = "网址里要有的字，* 代表中间任意字，| 隔开几种", en = "what addresses hold: * for anything between, | between several" } },
    pages = { default = 5, min = 1, max = 50, help = {
      zh = "打开最新的几页看标题", en = "how many of the newest pages are opened for their titles" } },
  },
  discover = function(source, http, opt)
    local links = http.get(source.url).links
    if links[1] and links[1].section == "sitemap" then
      local all = {}
      for _, map in ipairs(newest(links, MAPS)) do
        local listed = http.get(map.url).links
        table.move(listed, 1, #listed, #all + 1, all)
      end
      links = all
    end
    if #links == 0 then
      return nil, { zh = "网址上没有网站地图的条目", en = "there are no entries of a sitemap at the address" }
    end
    local wanted, found = {}, {}
    for _, link in ipairs(links) do
      if opt.match == "" or http.matches(link.url, opt.match) then
        wanted[#wanted + 1] = link
      end
    end
    for _, link in ipairs(newest(wanted, opt.pages)) do
      local page = http.try(link.url)
      local title = page and page.title or ""
      if page and (not source.title or http.matches(title, source.title)) then
        found[#found + 1] = { url = link.url, title = title, date = link.date }
      end
    end
    return found
  end,
}
