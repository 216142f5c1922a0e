-- One self-contained page: how the year is going and what needs a look, with the evidence one click away.
-- No network, no framework; without its script it still shows everything.
local markup = require "markup"
local differences = require "differences"
local head = require "head"
local items = require "items"
local overview = require "overview"
local script = require "script"
local style = require "style"
local words = require "words"

local both = words.both

-- What the parts of one page share.
local function open_page(bulletin)
  local ids = {}
  for i, finding in ipairs(bulletin.findings) do
    ids[finding] = "f" .. i
  end
  return { bulletin = bulletin, id_of = function(finding) return ids[finding] end }
end

local function foot(bulletin, out)
  local source, lines = bulletin.source, {}
  local function line(zh, en, value)
    if value and value ~= "" then
      lines[#lines + 1] = markup("<dt>{label}</dt><dd>{value}</dd>", { label = both(zh, en), value = value })
    end
  end
  line("来源", "Source", source.name)
  line("字节", "Bytes", source.bytes)
  line("编码", "Encoding", source.encoding)
  line("SHA-256", "SHA-256", source.sha256)
  local repairs, hidden = 0, 0
  for _, repair in ipairs(bulletin.repairs) do
    if repair.kind == "name-masked" then
      hidden = hidden + repair.count
    else
      repairs = repairs + 1
    end
  end
  line("读取时的修复", "Repairs when read", repairs)
  if hidden > 0 then
    line("人名", "Names of people", both("已隐去 " .. hidden .. " 处", "hidden in " .. hidden .. " places"))
  end
  for key, value in pairs(bulletin.meta) do
    line(key, key, value)
  end
  local past = bulletin.previous
  while past do
    line("上期", "Period before", past.source.name .. "  " .. (past.source.sha256 or ""))
    past = past.previous
  end
  out:write(markup("<footer><p><b>{caveat}</b> {ask}</p><dl>{lines}</dl></footer>\n", {
    caveat = both("机器阅读公开文本所得，未经核实。", "Read by machine from a published text; not verified."),
    ask = both("本页说的是文本，不评价单位；用前请对照原文。", "It speaks of texts, not of offices; please compare with the source before use."),
    lines = lines }))
end

-- All up to the contents. `skip`: the anchor the first link leads to.
local function begin(name, out, title, above, skip)
  return markup([[
<!DOCTYPE html>
<html lang="{html_lang}" data-lang="{lang}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="color-scheme" content="light dark"><meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:">
<link rel="icon" href="data:,"><title>{name}</title><style>{style}</style></head>
<body><a class="skip" href="#{skip}">{skip_words}</a><header class="top"><div><p class="mut">{above}</p><h1>{title}</h1></div><div class="tools"><button id="theme" type="button">{theme}</button><button id="lang" type="button" lang="{other}">{switch}</button></div></header><main>
]], { html_lang = out.lang == "en" and "en" or "zh-CN", lang = out.lang, other = out.lang == "en" and "zh" or "en",
      name = name, title = title, above = above, style = markup(style), skip = skip,
      skip_words = both("跳到逐项", "Skip to the items"), theme = both("深浅色", "Light or dark"),
      switch = out.lang == "en" and "中文" or "English" })
end

local function write_page(bulletin, out)
  local page = open_page(bulletin)
  local place, period = bulletin.place and bulletin.place .. " " or "", bulletin.period and words.period(bulletin.period) or ""
  local title = bulletin.title or bulletin.source.name
  out:write(begin(title, out, title,
    markup("{place}{period}", { place = place, period = period }), "list"))
  head.numbers(page, out)
  head.merged(bulletin, out)
  head.findings(page, out)
  differences.section(bulletin, out)
  head.attainments(page, out)
  items.write(page, out)
  items.published(bulletin, out)
  out:write(markup("</main>"))
  foot(bulletin, out)
  out:write(markup("<script>{script}</script></body></html>\n", { script = markup(script) }))
end

return export {
  id = "html",
  title = { zh = "网页报告，单个文件", en = "Report as one page" },
  extension = "html", mime = "text/html", findings = true, history = true, joined = true, masks_people = true,
  write = function(bulletin, out)
    if out.count == 1 then
      return write_page(bulletin, out)
    end
    if out.first then
      overview.head(begin, out)
    end
    overview.row(bulletin, out)
  end,
}
