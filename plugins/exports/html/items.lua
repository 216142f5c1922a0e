-- Item by item: a table that filters and sorts, each cell with its figures and findings marked in place, the
-- evidence one click away.
local markup = require "markup"
local cells = require "cells"
local charts = require "charts"
local differences = require "differences"
local head = require "head"
local words = require "words"

local both = words.both
local items = {}

-- Units as a reader may rely on them: who leads by the text itself, and what was only concluded.
local function units_of(item)
  local names, leads = {}, {}
  for _, unit in ipairs(item.units) do
    local explicit, lead = unit.basis == "explicit", unit.role == "lead"
    names[#names + 1] = markup("{sep}{name}{lead}{guess}", {
      sep = #names > 0 and "、" or "", name = unit.name,
      lead = lead and markup(" <b>{word}</b>", { word = both("牵头", "lead") }) or "",
      guess = lead and not explicit and markup(' <small class="guess">{word}</small>', { word = both("推定", "inferred") }) or "" })
    if lead and explicit then
      leads[#leads + 1] = unit.name
    end
  end
  return names, leads
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

-- What a status rests on, quoted.
local function grounds(item)
  local quotes = {}
  for _, span in ipairs(item.status.evidence) do
    quotes[#quotes + 1] = markup("<q>{text}</q> ", { text = span.text or "" })
  end
  return #quotes > 0 and markup('<li><b class="sev">{word}</b> {quotes}</li>', { word = both("状态依据", "status by"), quotes = quotes }) or nil
end

local function evidence_of(page, item)
  local lines = { grounds(item) }
  for _, finding in ipairs(item.findings) do
    lines[#lines + 1] = head.finding(finding, page.id_of(finding), false)
  end
  table.move(differences.of_item(item), 1, #item.changes, #lines + 1, lines)
  local history = item:history()
  if #history > 0 then
    lines[#lines + 1] = markup('<li class="wide">{line}</li>', { line = charts.timeline(item, history) })
  end
  return lines
end

function items.row(page, item)
  local names, leads = units_of(item)
  local status = item.status.label or "none"
  local lines = evidence_of(page, item)
  local button = #lines > 0 and markup('<button type="button" class="more" aria-expanded="true" aria-controls="e{index}">{word} <b>{count}</b></button>',
    { index = item.index, word = both("依据", "evidence"), count = #lines }) or ""
  return markup([[
<tbody id="i{index}" data-status="{status}" data-rank="{rank}" data-units="{leads}" data-sev="{sev}" data-found="{found}"><tr><td class="c-no">{no}<td class="c-task">{task}<td class="c-target">{target}<td class="c-result">{result}<td class="c-units">{units}<td class="c-status"><i class="s{rank} dot"></i>{label}{button}{evidence}</tbody>
]], {
    index = item.index, status = status, rank = words.rank(words.status, status), leads = table.concat(leads, "|"), sev = severities(item),
    found = #item.findings, no = words.no(item), task = cells.write(item, "task", page.id_of),
    target = cells.write(item, item.target and "target" or "annual_target", page.id_of),
    result = cells.write(item, item.result and "result" or "actual_value", page.id_of), units = names, label = words.of(words.status, status),
    button = button, evidence = #lines > 0 and markup('<tr class="ev" id="e{index}"><td colspan="6"><ol class="found">{lines}</ol>',
      { index = item.index, lines = lines }) or "" })
end

local function options_of(list)
  local options = {}
  for i, entry in ipairs(list) do
    options[i] = markup('<option value="{value}" data-zh="{zh}" data-en="{en}">{zh}</option>', { value = entry[1], zh = entry[2], en = entry[3] })
  end
  return options
end

-- Units that lead by the text's own word, with their items; by name, as this is no ranking.
local function leads_of(bulletin)
  local seen, list = {}, {}
  for _, item in ipairs(bulletin.items) do
    for _, name in ipairs(select(2, units_of(item))) do
      if not seen[name] then
        seen[name] = {}
        list[#list + 1] = { name, name, name, items = seen[name] }
      end
      table.insert(seen[name], item)
    end
  end
  table.sort(list, function(a, b) return a[1] < b[1] end)
  return list
end

function items.units(bulletin, leads, out)
  if #leads == 0 then
    return
  end
  local rows = {}
  for i, entry in ipairs(leads) do
    local chips = {}
    for k, item in ipairs(entry.items) do
      chips[k] = markup('<a href="#i{index}">{no}</a>', { index = item.index, no = words.no(item) })
    end
    rows[i] = markup('<tr><td>{name}<td class="n">{count}<td class="chips">{chips}\n', { name = entry[1], count = #entry.items, chips = chips })
  end
  out:write(markup('<section><details><summary>{title}</summary><p class="mut">{how}</p><table class="bars"><tbody>{rows}</tbody></table></details></section>\n', {
    title = both("按牵头单位", "By leading unit"), rows = rows,
    how = both("只列原文写明牵头的；按名称排列，不作排名。", "Only leads that the text names; ordered by name, no ranking.") }))
end

function items.write(page, out)
  local bulletin = page.bulletin
  local leads = leads_of(bulletin)
  items.units(bulletin, leads, out)
  local all = markup('<option value="" data-zh="全部" data-en="all">全部</option>')
  local heads = {}
  for i, entry in ipairs {
    { "c-no", "place", "序号", "No." }, { "c-task", "task", "任务", "Task" }, { "c-target", nil, "目标", "Target" },
    { "c-result", nil, "完成情况", "Result" }, { "c-units", "units", "责任单位", "Units" }, { "c-status", "rank", "状态", "Status" } } do
    local name = both(entry[3], entry[4])
    heads[i] = markup('<th scope="col" class="{class}">{name}', { class = entry[1],
      name = entry[2] and markup('<button type="button" data-key="{key}">{name}</button>', { key = entry[2], name = name }) or name })
  end
  out:write(markup([[
<section id="list"><h2>{title}</h2>
<form class="filters" role="search"><label>{find}<input id="q" type="search" autocomplete="off"></label>
<label>{status}<select id="f-status">{all}{statuses}</select></label>
<label>{unit}<select id="f-unit">{all}{units}</select></label>
<label>{sev}<select id="f-sev">{all}{levels}</select></label>
<label>{order}<select id="f-order">{orders}</select></label>
<output id="count" class="mut" aria-live="polite"></output><button type="reset">{reset}</button></form>
<table class="items" id="items"><thead><tr>{heads}</thead>
]], {
    title = both("逐项", "Item by item"), find = both("文字", "Text"), status = both("状态", "Status"),
    unit = both("牵头单位（原文写明的）", "Leading unit (as the text says)"), sev = both("问题", "Findings"), all = all,
    statuses = options_of(words.status), units = options_of(leads), levels = options_of(words.severity), heads = heads,
    order = both("排序", "Order"), reset = both("清除", "Clear"), orders = options_of {
      { "place", "原表顺序", "as published" }, { "found", "问题多的在前", "most findings" }, { "rank", "状态", "status" } } }))
  for _, item in ipairs(bulletin.items) do
    out:write(items.row(page, item))
  end
  out:write(markup("</table></section>\n"))
end

-- The table as published, plain: to copy, and for programs that read this page again.
function items.published(bulletin, out)
  local heads = {}
  for i, column in ipairs(bulletin.columns) do
    heads[i] = markup("<th>{header}", { header = column.header })
  end
  out:write(markup('<section><details><summary>{title}</summary><div class="wide"><table class="plain"><caption>{caption}</caption><thead><tr>{heads}</thead><tbody>\n', {
    title = both("通报原表", "The table as published"), caption = bulletin.title or "", heads = heads }))
  for _, item in ipairs(bulletin.items) do
    local row = {}
    for i = 1, #bulletin.columns do
      row[i] = markup("<td>{text}", { text = cells.lines(item:text("col:" .. i - 1) or "") })
    end
    out:write(markup("<tr>{row}\n", { row = row }))
  end
  out:write(markup("</tbody></table></div></details></section>\n"))
end

return items
