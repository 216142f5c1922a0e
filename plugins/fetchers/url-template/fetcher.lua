-- Addresses that say the period: https://www.example.gov.cn/{year}/q{quarter}.html
local ORDINALS = { "一", "二", "三", "四" }

-- The kinds of periods, by what stands in the address: the shortest one counts.
local KINDS = {
  { mark = "{month", months = 1, name = "%dM%02d" },
  { mark = "{quarter", months = 3, name = "%dQ%d" },
  { mark = "{half", months = 6, name = "%dH%d" },
  { mark = "{year", months = 12, name = "%d" },
}

local function kind_of(address)
  for _, kind in ipairs(KINDS) do
    if address:find(kind.mark, 1, true) then
      return kind
    end
  end
end

-- The address for the period number `index` of a year.
local function address_of(template, year, index)
  local values = {
    ["year"] = year, ["month"] = index, ["month:02"] = ("%02d"):format(index),
    ["quarter"] = index, ["quarter:zh"] = "第" .. (ORDINALS[index] or "") .. "季度",
    ["half"] = index, ["half:zh"] = index == 1 and "上半年" or "下半年",
  }
  local unknown
  local address = template:gsub("{(.-)}", function(name)
    unknown = unknown or values[name] == nil and name
    return values[name]
  end)
  return address, unknown
end

return fetcher {
  id = "url-template",
  title = { zh = "网址里写着哪一期", en = "Addresses that say the period" },
  why = {
    zh = "有的网站每期的网址只差年份和季度；没有网页就是尚未发布。",
    en = "On some sites the addresses differ by year and quarter alone; no page means not published yet." },
  hosts = { "$source" },
  options = {
    back = { default = 4, min = 1, max = 40, help = {
      zh = "还没有存过时，往回找几期", en = "how many periods to look back where nothing is kept yet" } },
  },
  discover = function(source, http, opt)
    local kind = kind_of(source.url)
    if not kind then
      return nil, { zh = "网址里没有 {year}、{quarter} 等", en = "the address holds no {year}, {quarter} or the like" }
    end
    local year, month = source.today:match("^(%d+)-(%d+)")
    local passed = (month - 1) // kind.months -- periods of this year that are over
    local found = {}
    for _ = 1, opt.back do
      if passed == 0 then
        year, passed = year - 1, 12 // kind.months
      end
      local period = kind.months == 12 and tostring(year) or kind.name:format(year, passed)
      local url, unknown = address_of(source.url, year, passed)
      if unknown then
        return nil, { zh = "网址里的 {" .. unknown .. "} 不认得", en = "{" .. unknown .. "} in the address is not known" }
      end
      local there = period == source.latest or http.try(url) ~= nil
      found[#found + 1] = { url = url, period = period, absent = not there }
      if there then
        break
      end
      passed = passed - 1
    end
    return found
  end,
}
