-- A feed, RSS or Atom, whose entries are titles of bulletins.
return fetcher {
  id = "feed",
  title = { zh = "订阅源（RSS、Atom）", en = "A feed (RSS, Atom)" },
  why = {
    zh = "有订阅源的网站，读订阅源比读网页稳当。",
    en = "Where a site has a feed, that is steadier to read than its pages." },
  hosts = { "$source" },
  options = {
    match = { default = "", help = {
      zh = "标题里要有的字，* 代表中间任意字，| 隔开几种；不写用来源的 title",
      en = "what titles hold: * for anything between, | between several; by itself the source's title" } },
    except = { default = "", help = {
      zh = "标题里有这些字的不要，写法同上", en = "titles that hold this are left out, written in the same way" } },
  },
  discover = function(source, http, opt)
    local wanted = opt.match ~= "" and opt.match or source.title or ""
    local feed, found = http.get(source.url), {}
    for _, entry in ipairs(feed.links) do
      if (wanted == "" or http.matches(entry.text, wanted)) and not http.matches(entry.text, opt.except) then
        found[#found + 1] = { url = entry.url, title = entry.text, date = entry.date }
      end
    end
    if #feed.links == 0 then
      return nil, { zh = "网址上没有订阅源的条目", en = "there are no entries of a feed at the address" }
    end
    return found
  end,
}
