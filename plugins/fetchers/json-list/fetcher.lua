-- Portals whose lists are made by a script: the JSON that it reads.

-- data.list -> value.data.list
local function at_path(value, path)
  for name in path:gmatch("[^.]+") do
    value = type(value) == "table" and value[name] or nil
  end
  return value
end

local function text_of(value)
  return (type(value) == "string" or type(value) == "number") and tostring(value) or nil
end

-- The text of a field; or of a pattern with fields in braces, /a/{id}.html
local function filled(entry, pattern)
  if not pattern:find("{", 1, true) then
    return text_of(at_path(entry, pattern))
  end
  return (pattern:gsub("{(.-)}", function(name)
    return text_of(at_path(entry, name)) or ""
  end))
end

return fetcher {
  id = "json-list",
  title = { zh = "由脚本生成的列表（JSON）", en = "A list that a script makes (JSON)" },
  why = {
    zh = "有的门户网站的列表由脚本生成，网页里没有链接；脚本读的 JSON 里有。",
    en = "The lists of some portals are made by a script and their pages hold no links; the JSON that it reads does." },
  hosts = { "$source" },
  options = {
    list = { default = "data.list", help = {
      zh = "列表在 JSON 里的路径，点隔开；整个就是列表时写 .",
      en = "where the list is in the JSON, dots between names; . where the whole is the list" } },
    address = { default = "url", help = {
      zh = "网址的字段名，或 /a/{id}.html 这样的写法", en = "the field with the address, or a pattern such as /a/{id}.html" } },
    name = { default = "title", help = { zh = "标题的字段名", en = "the field with the title" } },
    date = { default = "date", help = { zh = "发布日期的字段名", en = "the field with the day of publication" } },
    match = { default = "", help = {
      zh = "标题里要有的字，* 代表中间任意字，| 隔开几种；不写用来源的 title",
      en = "what titles hold: * for anything between, | between several; by itself the source's title" } },
    pages = { default = 1, min = 1, max = 20, help = {
      zh = "网址里有 {page} 时看几页", en = "how many pages are looked at where the address holds {page}" } },
  },
  discover = function(source, http, opt)
    local wanted = opt.match ~= "" and opt.match or source.title or ""
    local found, paged = {}, source.url:find("{page}", 1, true)
    for number = 1, paged and opt.pages or 1 do
      local list = at_path(http.json((source.url:gsub("{page}", tostring(number)))), opt.list)
      if type(list) ~= "table" then
        return nil, { zh = ("JSON 里没有列表 %s"):format(opt.list), en = ("the JSON holds no list %s"):format(opt.list) }
      end
      for _, entry in ipairs(list) do
        local title, url = filled(entry, opt.name) or "", filled(entry, opt.address)
        if url and (wanted == "" or http.matches(title, wanted)) then
          local day = (filled(entry, opt.date) or ""):match("^%d%d%d%d%-%d%d%-%d%d")
          found[#found + 1] = { url = url, title = title, date = day }
        end
      end
      if #list == 0 then
        break
      end
    end
    return found
  end,
}
