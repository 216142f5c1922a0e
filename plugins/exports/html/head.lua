-- The head of the page: how the year is going and what needs a look.
local markup = require "markup"
local charts = require "charts"
local differences = require "differences"
local words = require "words"

local both = words.both
local head = {}

local strong = { error = true, warning = true }

-- A finding as one line. `id`: its anchor; `where`: whether it says of which item.
function head.finding(finding, id, where)
  local item = finding.item
  return markup('<li class="{severity}"{id}><b class="sev">{word}</b> {where}{message}{quote}{said}</li>\n', {
    severity = finding.severity, id = id and markup(' id="{id}"', { id = id }) or "",
    word = words.of(words.severity, finding.severity),
    where = not where and "" or item and markup('<a href="#i{index}">{no}</a> ', { index = item.index,
      no = both("第 " .. words.no(item) .. " 项", "item " .. words.no(item)) }) or both("全文 ", "whole text "),
    message = both(finding.message.zh, finding.message.en),
    quote = finding.text and finding.text ~= "" and markup(" <q>{text}</q>", { text = finding.text }) or "",
    said = finding.reason and markup(' <span class="mut">{label}{reason}</span>', { label = both("核实：", "checked: "), reason = finding.reason }) or "" })
end

-- What was found of one topic: what weighs is said in full, the rest by rule with the items it is about.
local function topic_block(page, topic, findings)
  local lines, rules, of_rule = {}, {}, {}
  for _, finding in ipairs(findings) do
    if strong[finding.severity] or not finding.item then
      lines[#lines + 1] = head.finding(finding, not finding.item and page.id_of(finding), true)
    else
      if not of_rule[finding.rule] then
        of_rule[finding.rule] = {}
        rules[#rules + 1] = finding
      end
      table.insert(of_rule[finding.rule], finding)
    end
  end
  for _, first in ipairs(rules) do
    local chips, seen = {}, {}
    for _, finding in ipairs(of_rule[first.rule]) do
      local index = finding.item.index
      if not seen[index] then
        seen[index] = true
        chips[#chips + 1] = markup('<a href="#i{index}">{no}</a>', { index = index, no = words.no(finding.item) })
      end
    end
    lines[#lines + 1] = markup('<li class="{severity}"><b class="sev">{word}</b> {title} <b>{count}</b> <span class="chips">{chips}</span></li>\n', {
      severity = first.severity, word = words.of(words.severity, first.severity), title = both(first.title.zh, first.title.en),
      count = #of_rule[first.rule], chips = chips })
  end
  local title = markup("{name} <b class=\"count\">{count}</b>", { name = both(topic[2], topic[3]), count = #findings })
  local folded = topic[1] == "table" or topic[1] == "text"
  return markup(folded and '<details class="topic"><summary>{title}</summary><ol class="found">{lines}</ol></details>\n'
    or '<div class="topic"><h3>{title}</h3><ol class="found">{lines}</ol></div>\n', { title = title, lines = lines })
end

function head.findings(page, out)
  local by_topic, blocks = {}, {}
  for _, finding in ipairs(page.bulletin.findings) do
    local topic = finding.topic or "table"
    by_topic[topic] = by_topic[topic] or {}
    table.insert(by_topic[topic], finding)
  end
  for _, topic in ipairs(words.topic) do
    if by_topic[topic[1]] then
      blocks[#blocks + 1] = topic_block(page, topic, by_topic[topic[1]])
    end
  end
  out:write(markup('<section id="look"><h2>{title}</h2>{none}{blocks}</section>\n', {
    title = both("需要看一看的", "What needs a look"), blocks = blocks,
    none = #blocks == 0 and markup("<p>{none}</p>", { none = both("没有发现问题。", "Nothing was found.") }) or "" }))
end

-- What was not agreed where several submissions were read as one; nothing was decided.
function head.merged(bulletin, out)
  local lines = {}
  for _, repair in ipairs(bulletin.repairs) do
    if repair.kind:find("^merge%-") then
      lines[#lines + 1] = markup('<li><b class="kind">{what}</b> {part}{line} {detail}</li>', {
        what = words.of(words.merged, repair.kind), part = repair.part or "", line = repair.line and ":" .. repair.line or "",
        detail = repair.detail or "" })
    end
  end
  if #lines > 0 then
    out:write(markup('<section id="merged"><h2>{title}</h2><ol class="found">{lines}</ol></section>\n', {
      title = both("合并报送时的出入", "Where the submissions differ"), lines = lines }))
  end
end

-- What a bulletin comes to, in numbers.
function head.tally(bulletin)
  local counts = charts.count(bulletin.items)
  local function sum(...)
    local total = 0
    for _, id in ipairs { ... } do total = total + (counts[id] or 0) end
    return total
  end
  local total = #bulletin.items
  local done, going = sum("exceeded", "completed"), sum("on_track", "partly_done")
  local late = sum("behind", "delayed", "suspended", "not_started")
  local relations, agree, missed, paired = 0, 0, 0, 0
  for _, item in ipairs(bulletin.items) do
    for _, relation in ipairs(item.relations) do
      relations = relations + 1
      agree = agree + (relation.ok and 1 or 0)
    end
    for _, pair in ipairs(item.pairs) do
      paired = paired + 1
      missed = missed + (pair.verdict == "missed" and 1 or 0)
    end
  end
  local weighty = 0
  for _, finding in ipairs(bulletin.findings) do
    weighty = weighty + (strong[finding.severity] and 1 or 0)
  end
  return { counts = counts, total = total, done = done, going = going, late = late, weighty = weighty,
           relations = relations, agree = agree, missed = missed, paired = paired }
end

-- One sentence that says it, then the numbers it stands on.
function head.numbers(page, out)
  local bulletin = page.bulletin
  local n = head.tally(bulletin)
  local other = n.total - n.done - n.going - n.late
  out:write(markup('<p class="lead">{text}</p>\n', { text = both(
    ("%d 项任务中，完成或超额 %d 项，推进中 %d 项，滞后、推迟、暂停或未启动 %d 项%s。"):format(n.total, n.done, n.going, n.late,
      other > 0 and ("，其他或未说明 %d 项"):format(other) or ""),
    ("Of %d tasks %d are done, %d are under way, %d are behind, delayed, suspended or not begun%s."):format(n.total, n.done, n.going, n.late,
      other > 0 and (", %d other or not said"):format(other) or "")) }))
  local boxes = {}
  local function box(href, count, zh, en)
    boxes[#boxes + 1] = markup('<li><a href="#{href}"><b>{count}</b> {label}</a></li>', { href = href, count = count, label = both(zh, en) })
  end
  box("look", n.weighty, "处错误或警告", "errors or warnings")
  box("look", n.agree .. " / " .. n.relations, "个公布的数复算相符", "published figures that recompute")
  box("bars", n.missed .. " / " .. n.paired, "组数未达目标", "figures short of their target")
  local changed = differences.count(bulletin)
  if changed > 0 then
    box("changes", changed, "处变化值得看", "changes worth a look")
  end
  out:write(markup('<ul class="nums">{boxes}</ul>\n', { boxes = boxes }))
  if n.total > 0 then
    head.statuses(bulletin, n.counts, out)
  end
end

-- Statuses now and, where they are known, in the periods before.
function head.statuses(bulletin, counts, out)
  local rows, before, past = {}, {}, bulletin.previous
  local function row(which, of)
    table.insert(rows, 1, markup('<div class="period"><span>{when}</span>{strip}</div>', {
      when = words.period(which.period), strip = charts.strip(of, #which.items) }))
  end
  row(bulletin, counts)
  while past do
    if #past.items > 0 then
      before[#before + 1] = charts.count(past.items)
      row(past, before[#before])
    end
    past = past.previous
  end
  out:write(markup('<section><h2>{title}</h2>{rows}{legend}<p class="mut">{how}</p></section>\n', {
    title = both("进展状态", "How far it has come"), rows = rows, legend = charts.legend(counts, before),
    how = both("状态由机器按完成情况栏的文字读出，不是考核结论。", "Statuses are read by machine from the text of the results; they are no appraisal.") }))
end

local SHOWN = 15 -- bars before the fold

function head.attainments(page, out)
  local lines = {}
  for _, item in ipairs(page.bulletin.items) do
    for _, pair in ipairs(item.pairs) do
      if pair.attainment then
        lines[#lines + 1] = { item = item, pair = pair, gap = pair.gap_points or 0, place = #lines }
      end
    end
  end
  if #lines == 0 then
    return
  end
  table.sort(lines, function(a, b) return a.gap > b.gap or (a.gap == b.gap and a.place < b.place) end)
  local function rows_of(from, to)
    local rows = {}
    for i = from, to do
      local line, pair = lines[i], lines[i].pair
      rows[#rows + 1] = markup('<tr><td class="n"><a href="#i{index}">{no}</a><td>{metric}<td>{target}<td>{actual}<td>{bar}<td class="n">{share}<td>{side}\n', {
        index = line.item.index, no = words.no(line.item), metric = pair.target.metric or "", target = pair.target.text,
        actual = pair.actual and pair.actual.text or pair.implied or "", bar = charts.attainment(pair.attainment, pair.expected),
        share = ("%.1f%%"):format(pair.attainment * 100), side = pair.side == "annual" and both("全年", "year") or both("本期", "period") })
    end
    return rows
  end
  local heads = markup('<thead><tr><th scope="col">{no}<th scope="col">{metric}<th scope="col">{target}<th scope="col">{actual}<th scope="col">{bar}<th scope="col">{share}<th scope="col">{side}</thead>', {
    no = both("序号", "No."), metric = both("指标", "Metric"), target = both("目标", "Target"), actual = both("实绩", "Result"),
    bar = both("进度", "Progress"), share = both("完成率", "Share"), side = both("对应", "Of") })
  out:write(markup('<section id="bars"><h2>{title}</h2><p class="mut">{how}</p><div class="wide"><table class="bars">{heads}<tbody>{rows}</tbody></table></div>', {
    title = both("目标与实绩", "Targets and results"), heads = heads, rows = rows_of(1, math.min(SHOWN, #lines)),
    how = both("差距大的在前；竖线是按时间应到的位置。", "Large gaps first; the line shows where time would have it.") }))
  if #lines > SHOWN then
    out:write(markup('<details><summary>{rest}</summary><div class="wide"><table class="bars">{heads}<tbody>', { heads = heads,
      rest = both("其余 " .. #lines - SHOWN .. " 组", "the other " .. #lines - SHOWN) }))
    for from = SHOWN + 1, #lines, 100 do
      out:write(markup("{rows}", { rows = rows_of(from, math.min(from + 99, #lines)) }))
    end
    out:write(markup("</tbody></table></div></details>"))
  end
  out:write(markup("</section>\n"))
end

return head
