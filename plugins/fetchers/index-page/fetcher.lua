-- A page that lists bulletins by their titles.

-- Lists show long titles cut short; the link's own title may be whole.
local function title_of(link)
  local title = link.text
  if link.title and #link.title > #title then
    title = link.title
  end
  -- The year may stand in the heading above alone.
  if link.section and not title:find("20%d%d") and link.section:find("20%d%d") then
    title = link.section .. " " .. title
  end
  return title
end

local function is_one_of(text, words)
  for word in words:gmatch("[^|]+") do
    if text == word then
      return true
    end
  end
  return false
end

-- The page of the list behind this one: by a link, or as the scripts of common publishing systems make it.
local function next_of(page, words)
  for _, link in ipairs(page.links) do
    if is_one_of(link.text, words) then
      return link.url
    end
  end
  local pages, current, name, ending = (page.text or ""):match(
    'createPageHTML%s*%(%s*(%d+)%s*,%s*(%d+)%s*,%s*"([%w_-]+)"%s*,%s*"(%w+)"')
  if pages and current + 1 < tonumber(pages) then
    return page.url:match("^(.*/)") .. ("%s_%d.%s"):format(name, current + 1, ending)
  end
end

return fetcher {
  id = "index-page",
  title = { zh = "列出各期通报的网页", en = "A page that lists the bulletins" },
  why = {
    zh = "多数网站在一个栏目里列出各期通报；期数写在标题里，先后以期数为准，不以位置为准。",
    en = "Most sites list the bulletins of one channel; their titles say the period, which decides." },
  hosts = { "$source" },
  options = {
    match = { default = "", help = {
      zh = "标题里要有的字，* 代表中间任意字，| 隔开几种；不写用来源的 title",
      en = "what titles hold: * for anything between, | between several; by itself the source's title" } },
    except = { default = "", help = {
      zh = "标题里有这些字的不要，写法同上", en = "titles that hold this are left out, written in the same way" } },
    pages = { default = 3, min = 1, max = 20, help = {
      zh = "列表最多看几页", en = "how many pages of the list are looked at" } },
    next = { default = "下一页|下页|后一页|>|>>|›|»|Next|next", help = {
      zh = "通往下一页的链接的文字", en = "the text of the link to the next page" } },
  },
  discover = function(source, http, opt)
    local wanted = opt.match ~= "" and opt.match or source.title or ""
    local found, links, seen = {}, 0, {}
    local url = source.url
    for _ = 1, opt.pages do
      local page = http.get(url)
      seen[url], seen[page.url] = true, true
      for _, link in ipairs(page.links) do
        local title = title_of(link)
        links = links + 1
        if title ~= "" and (wanted == "" or http.matches(title, wanted))
          and not http.matches(title, opt.except) then
          found[#found + 1] = { url = link.url, title = title, date = link.date }
        end
      end
      url = next_of(page, opt.next)
      if not url or seen[url] then
        break
      end
    end
    if links == 0 then
      return nil, {
        zh = "列表页上没有链接，可能由脚本生成：改用 json-list、feed、sitemap 或 url-template",
        en = "the list holds no links, a script may make them: use json-list, feed, sitemap or url-template" }
    elseif #found == 0 and not source.latest then
      return nil, {
        zh = ("列表上有 %d 个链接，没有一个的标题含有“%s”"):format(links, wanted),
        en = ("the list holds %d links, none with '%s' in its title"):format(links, wanted) }
    end
    return found
  end,
}
