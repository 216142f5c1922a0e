-- One self-contained page: how the year is going and what needs a look, with the evidence one click away.
-- No network, no framework; without its script it still shows everything.
local markup = require "markup"
local cells = require "cells"
local charts = require "charts"
local style = require "style"
local script = require "script"
local words = require "words"

local both = words.both

-- What the parts of one page share.
local function open_page(bulletin)
  local page = { bulletin = bulletin, ids = {} }
  for i, finding in ipairs(bulletin.findings) do
    page.ids[finding] = "f" .. i
  end
  page.id_of = function(finding) return page.ids[finding] end
  return page
end

local function row_id(item)
  return "i" .. item.index
end

local function status_of(item)
  return item.status.label or "none"
end

-- --- findings -----------------------------------------------------------------------------------

local function finding_line(page, finding, id)
  local severity = words.severity[finding.severity]
  local quote = ""
  if finding.text and #finding.text > 0 then
    quote = markup(" <q>{text}</q>", { text = finding.text })
  end
  local where = finding.item and markup('<a href="#{row}">{no}</a>', {
    row = row_id(finding.item),
    no = both("第 " .. (finding.item.no or finding.item.index) .. " 项", "item " .. (finding.item.no or finding.item.index)),
  }) or both("全文", "whole text")
  return markup('<li class="{severity}"{id}><span class="sev">{word}</span> {where} {message}{quote}</li>\n', {
    severity = finding.severity, id = id and markup(' id="{id}"', { id = id }) or "",
    word = both(severity[1], severity[2]), where = where,
    message = both(finding.message.zh, finding.message.en), quote = quote,
  })
end

-- The head: findings in sections, what matters first; tables and wording folded.
local function sections(page, out)
  local by_topic = {}
  for _, finding in ipairs(page.bulletin.findings) do
    local topic = finding.topic or "table"
    by_topic[topic] = by_topic[topic] or {}
    table.insert(by_topic[topic], finding)
  end
  out:write(markup("<section><h2>{title}</h2>\n", { title = both("需要看一看的", "What needs a look") }))
  if #page.bulletin.findings == 0 then
    out:write(markup("<p>{none}</p>", { none = both("没有发现问题。", "Nothing was found.") }))
  end
  for _, topic in ipairs(words.topic) do
    local found = by_topic[topic[1]]
    if found then
      local folded = topic[1] == "table" or topic[1] == "text"
      local lines = {}
      for _, finding in ipairs(found) do
        lines[#lines + 1] = finding_line(page, finding, not finding.item and page.id_of(finding) or nil)
      end
      local title = markup("{name} ({count})", { name = both(topic[2], topic[3]), count = #found })
      out:write(markup(folded
        and '<details><summary>{title}</summary><ol class="found">{lines}</ol></details>\n'
        or '<h3>{title}</h3><ol class="found">{lines}</ol>\n', { title = title, lines = lines }))
    end
  end
  out:write(markup("</section>\n"))
end

-- --- numbers ------------------------------------------------------------------------------------

local function numbers(page, out)
  local bulletin = page.bulletin
  local counts, relations, agree, paired = {}, 0, 0, 0
  for _, item in ipairs(bulletin.items) do
    local status = status_of(item)
    counts[status] = (counts[status] or 0) + 1
    for _, relation in ipairs(item.relations) do
      relations = relations + 1
      agree = agree + (relation.ok and 1 or 0)
    end
    paired = paired + #item.pairs
  end
  local boxes = {}
  local function box(count, zh, en)
    boxes[#boxes + 1] = markup("<li><b>{count}</b>{label}</li>", { count = count, label = both(zh, en) })
  end
  box(#bulletin.items, "项任务", "tasks")
  box(paired, "组目标与实绩已对上", "targets held against results")
  box(agree .. " / " .. relations, "个公布的数复算相符", "published figures that recompute")
  box(#bulletin.findings, "处需要看一看", "places that need a look")
  out:write(markup('<ul class="nums">{boxes}</ul>\n', { boxes = boxes }))
  if #bulletin.items > 0 then
    out:write(markup("<section><h2>{title}</h2>{chart}<p class=\"mut\">{how}</p></section>\n", {
      title = both("进展状态", "How far it has come"), chart = charts.statuses(counts, #bulletin.items),
      how = both("状态由机器按完成情况栏的文字读出。", "Statuses are read by machine from the text of the results.") }))
  end
end

local function attainments(page, out)
  local lines = {}
  for _, item in ipairs(page.bulletin.items) do
    for _, pair in ipairs(item.pairs) do
      if pair.attainment then
        lines[#lines + 1] = { item = item, pair = pair }
      end
    end
  end
  if #lines == 0 then
    return
  end
  table.sort(lines, function(a, b)
    local x, y = a.pair.gap_points or 0, b.pair.gap_points or 0
    return x > y or (x == y and a.item.index < b.item.index)
  end)
  local rows = {}
  for i, line in ipairs(lines) do
    local pair = line.pair
    rows[i] = markup('<tr><td class="n"><a href="#{row}">{no}</a></td><td class="t">{metric}</td><td>{target}</td><td>{actual}</td><td>{bar}</td><td class="n">{share}</td><td>{side}</td></tr>\n', {
      row = row_id(line.item), no = line.item.no or line.item.index,
      metric = pair.target.metric or "", target = pair.target.text, actual = pair.actual.text,
      bar = charts.attainment(pair.attainment, pair.expected), share = ("%.1f%%"):format(pair.attainment * 100),
      side = pair.side == "annual" and both("全年", "year") or both("本期", "period") })
  end
  out:write(markup([[<section><h2>{title}</h2><p class="mut">{how}</p><details{open}><summary>{count}</summary>
<table class="bars"><thead><tr><th scope="col">{no}</th><th scope="col" class="t">{metric}</th><th scope="col">{target}</th><th scope="col">{actual}</th><th scope="col">{bar}</th><th scope="col">{share}</th><th scope="col">{side}</th></tr></thead><tbody>
{rows}</tbody></table></details></section>
]], {
    title = both("目标与实绩", "Targets and results"), open = #rows <= 120 and markup(" open") or "",
    how = both("差距大的在前；竖线是按时间应到的位置。", "Large gaps first; the line shows where time would have it."),
    count = both(#rows .. " 组", #rows .. " pairs"), no = both("序号", "No."), metric = both("指标", "Metric"),
    target = both("目标", "Target"), actual = both("实绩", "Result"), bar = both("进度", "Progress"),
    share = both("完成率", "Share"), side = both("对应", "Of"), rows = rows }))
end

-- --- the table ----------------------------------------------------------------------------------

-- Units as a reader may rely on them: who leads by the text itself, and what was only concluded.
local function units_of(item)
  local names, leads = {}, {}
  for _, unit in ipairs(item.units) do
    local explicit = unit.basis == "explicit"
    local lead = unit.role == "lead"
    names[#names + 1] = markup("{sep}{name}{lead}{guess}", {
      sep = #names > 0 and "、" or "", name = unit.name,
      lead = lead and markup(" <b>{word}</b>", { word = both("牵头", "lead") }) or "",
      guess = lead and not explicit and markup(' <span class="guess">{word}</span>', { word = both("推定", "inferred") }) or "" })
    if lead and explicit then
      leads[#leads + 1] = unit.name
    end
  end
  return names, leads
end

local function status_cell(item)
  return both(words.of(words.status, status_of(item)))
end

local function severities(item)
  local seen, list = {}, {}
  for _, finding in ipairs(item.findings) do
    if not seen[finding.severity] then
      seen[finding.severity] = true
      list[#list + 1] = finding.severity
    end
  end
  return table.concat(list, " ")
end

local function status_rank(item)
  for i, status in ipairs(words.status) do
    if status[1] == status_of(item) then
      return i
    end
  end
  return 0
end

local function item_row(page, item)
  local names, leads = units_of(item)
  local function cell(class, head, content)
    return markup('<td class="{class}" data-th="{head}"><div class="cell">{content}</div></td>', { class = class, head = head, content = content })
  end
  local lines = {}
  for _, finding in ipairs(item.findings) do
    lines[#lines + 1] = finding_line(page, finding, page.id_of(finding))
  end
  local evidence = #lines > 0
    and markup('<tr class="ev"><td colspan="6"><ol class="found">{lines}</ol></td></tr>', { lines = lines }) or ""
  return markup([[
<tbody class="row" id="{id}" data-no="{index}" data-status="{status}" data-rank="{rank}" data-units="{leads}" data-sev="{sev}" data-found="{found}"><tr>{cells}</tr>{evidence}</tbody>
]], {
    id = row_id(item), index = item.index, status = status_of(item),
    rank = status_rank(item), leads = table.concat(leads, "|"), sev = severities(item), found = #item.findings,
    cells = {
      cell("c-no", "序号", item.no or item.index),
      cell("c-task", "任务", cells.write(item, "task", page.id_of)),
      cell("c-target", "目标", cells.write(item, "target", page.id_of)),
      cell("c-result", "完成情况", cells.write(item, "result", page.id_of)),
      cell("c-units", "责任单位", names),
      cell("c-status", "状态", status_cell(item)),
    }, evidence = evidence })
end

local function options_of(list)
  local options = {}
  for i, entry in ipairs(list) do
    options[i] = markup('<option value="{value}" data-zh="{zh}" data-en="{en}">{zh}</option>', { value = entry[1], zh = entry[2], en = entry[3] })
  end
  return options
end

local function lead_options(bulletin)
  local seen, list = {}, {}
  for _, item in ipairs(bulletin.items) do
    for _, name in ipairs(select(2, units_of(item))) do
      if not seen[name] then
        seen[name] = true
        list[#list + 1] = name
      end
    end
  end
  table.sort(list)
  for i, name in ipairs(list) do
    list[i] = { name, name, name }
  end
  return options_of(list)
end

local function the_table(page, out)
  local bulletin = page.bulletin
  local levels = {}
  for i, name in ipairs { "error", "warning", "note", "info" } do
    levels[i] = { name, words.severity[name][1], words.severity[name][2] }
  end
  local all = markup('<option value="" data-zh="全部" data-en="all">全部</option>')
  out:write(markup([[
<section><h2>{title}</h2>
<div class="filters" role="search"><label>{find}<input id="q" type="search"></label>
<label>{status}<select id="f-status">{all}{statuses}</select></label>
<label>{unit}<select id="f-unit">{all}{units}</select></label>
<label>{sev}<select id="f-sev">{all}{levels}</select></label><output id="count" class="mut"></output></div>
<table class="items" id="items"><thead><tr>{heads}</tr></thead>
]], {
    title = both("逐项", "Item by item"), find = both("文字", "Text"), status = both("状态", "Status"),
    unit = both("牵头单位（原文写明的）", "Leading unit (as the text says)"), sev = both("问题", "Findings"), all = all,
    statuses = options_of(words.status), units = lead_options(bulletin), levels = options_of(levels),
    heads = (function()
      local heads = {}
      for i, head in ipairs {
        { "c-no", "no", "序号", "No." }, { "c-task", "task", "任务", "Task" }, { "c-target", nil, "目标", "Target" },
        { "c-result", "found", "完成情况", "Result" }, { "c-units", "units", "责任单位", "Units" }, { "c-status", "rank", "状态", "Status" } } do
        local name = both(head[3], head[4])
        heads[i] = markup('<th scope="col" class="{class}">{name}</th>', { class = head[1],
          name = head[2] and markup('<button type="button" data-key="{key}">{name}</button>', { key = head[2], name = name }) or name })
      end
      return heads
    end)() }))
  for _, item in ipairs(bulletin.items) do
    out:write(item_row(page, item))
  end
  out:write(markup("</table></section>\n"))
end

local function foot(page, out)
  local source, lines = page.bulletin.source, {}
  local function line(zh, en, value)
    if value and value ~= "" then
      lines[#lines + 1] = markup("<dt>{label}</dt><dd>{value}</dd>", { label = both(zh, en), value = value })
    end
  end
  line("来源", "Source", source.name)
  line("字节", "Bytes", source.bytes)
  line("编码", "Encoding", source.encoding)
  line("SHA-256", "SHA-256", source.sha256)
  line("读取时的修复", "Repairs when read", #page.bulletin.repairs)
  for key, value in pairs(page.bulletin.meta) do
    line(key, key, value)
  end
  out:write(markup("<footer><p><b>{caveat}</b></p><dl>{lines}</dl></footer>\n", {
    caveat = both("机器阅读公开文本所得，未经核实。", "Read by machine from a published text; not verified."),
    lines = lines }))
end

-- --- the page -----------------------------------------------------------------------------------

return export {
  id = "html",
  title = { zh = "网页报告，单个文件", en = "Report as one page" },
  extension = "html", mime = "text/html", findings = true,
  write = function(bulletin, out)
    local page = open_page(bulletin)
    local title = bulletin.title or bulletin.source.name
    local period = bulletin.period
    out:write(markup([[
<!DOCTYPE html>
<html lang="{html_lang}" data-lang="{lang}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'">
<title>{title}</title><style>{style}</style></head>
<body><header class="top"><div><h1>{title}</h1><p class="mut">{period}</p></div><button id="lang" type="button">{switch}</button></header><main>
]], { html_lang = out.lang == "en" and "en" or "zh-CN", lang = out.lang, title = title, style = markup(style),
      period = period and period.from .. " — " .. period.to or "", switch = both("English", "中文") }))
    numbers(page, out)
    sections(page, out)
    attainments(page, out)
    the_table(page, out)
    out:write(markup("</main>"))
    foot(page, out)
    out:write(markup("<script>{script}</script></body></html>\n", { script = markup(script) }))
  end,
}
