-- The sheets of the workbook, one function each.
local words = require "words"

local sheets = {}

-- Columns of a terminal or a sheet: a Chinese character takes two.
local function width_of(text)
  local count = utf8.len(text) or #text
  return count + select(2, text:gsub("[\xE3-\xEF][\x80-\xBF][\x80-\xBF]", ""))
end

-- A width that fits the header and most cells; longer ones are wrapped.
local function fitting(header, cells)
  local widest = width_of(header) + 3
  for _, text in ipairs(cells) do
    for line in text:gmatch("[^\n]+") do
      widest = math.max(widest, width_of(line) + 2)
    end
  end
  return math.max(6, math.min(widest, 48))
end

local SAMPLE = 200 -- items whose cells decide the widths

-- Labels of a list of { id, Chinese } in the language of the run.
local function label(list, id, word)
  if word == words.zh then
    for _, entry in ipairs(list) do
      if entry[1] == id then return entry[2] end
    end
  end
  return id
end

-- A name of its own for the table of each bulletin, without what a sheet's name must not have.
local function name_of(bulletin, out, word)
  if out.first then
    return word.table
  end
  local period = bulletin.period
  local name = ("%s %s %s"):format(word.table, bulletin.place or "", period and period.to or bulletin.source.name)
  name = name:gsub("[%[%]:*?/\']", " ")
  local stop = utf8.offset(name, 31)
  return stop and name:sub(1, stop - 1) or name
end

-- The table as published, which reads back as the same report.
function sheets.published(bulletin, out, word)
  local columns, items = {}, bulletin.items
  for i, column in ipairs(bulletin.columns) do
    local cells = {}
    for k = 1, math.min(#items, SAMPLE) do
      cells[k] = items[k]:text("col:" .. i - 1) or ""
    end
    columns[i] = { name = column.field, title = column.header, width = fitting(column.header, cells), wrap = true }
  end
  out:sheet(name_of(bulletin, out, word), columns, bulletin.title)
  out:rows(bulletin)
end

local function lead_of(item)
  for _, unit in ipairs(item.units) do
    if unit.role == "lead" then
      return unit.name, unit.basis
    end
  end
end

local function least_share(item)
  local least
  for _, pair in ipairs(item.pairs) do
    if pair.attainment and (not least or pair.attainment < least) then
      least = pair.attainment
    end
  end
  return least
end

-- A line for each item; returns how many there are of each status.
function sheets.items(bulletin, out, word)
  local counts = {}
  out:sheet(word.items, {
    { name = "id", title = word.id, width = 11 }, { name = "no", title = word.no, width = 6 },
    { name = "task", title = word.task, width = 48, wrap = true },
    { name = "lead", title = word.lead, width = 20, wrap = true }, { name = "basis", title = word.basis, width = 12 },
    { name = "status", title = word.status, width = 12 }, { name = "reported", title = word.reported, width = 12 },
    { name = "evidence", title = word.evidence, width = 10 },
    { name = "attainment", title = word.attainment, width = 12, type = "percent" },
    { name = "found", title = word.found, width = 8, type = "integer" },
  })
  for _, item in ipairs(bulletin.items) do
    local status = item.status
    local id = status.label or "none"
    local lead, basis = lead_of(item)
    counts[id] = (counts[id] or 0) + 1
    out:row { item.id, item.no, item.task, lead, basis, label(words.status, id, word),
              status.reported and label(words.status, status.reported, word), status.evidence_quality,
              least_share(item), #item.findings, n = 10 }
  end
  return counts
end

-- Targets held against results; and a chart of the shares, large gaps first.
function sheets.figures(bulletin, out, word)
  out:sheet(word.figures, {
    { name = "id", title = word.id, width = 11 }, { name = "no", title = word.no, width = 6 },
    { name = "metric", title = word.metric, width = 34, wrap = true }, { name = "side", title = word.side, width = 10 },
    { name = "target", title = word.target, width = 16 }, { name = "target_lo", title = word.lo, width = 12, type = "number" },
    { name = "target_hi", title = word.hi, width = 12, type = "number" },
    { name = "actual", title = word.actual, width = 16 }, { name = "actual_value", title = word.value, width = 12, type = "number" },
    { name = "unit", title = word.unit, width = 8 }, { name = "attainment", title = word.share, width = 10, type = "percent" },
    { name = "expected", title = word.expected, width = 10, type = "percent" },
    { name = "gap", title = word.gap, width = 10, type = "number" }, { name = "verdict", title = word.verdict, width = 10 },
    { name = "confidence", title = word.confidence, width = 8, type = "number" },
  })
  local lines = {}
  for _, item in ipairs(bulletin.items) do
    for _, pair in ipairs(item.pairs) do
      lines[#lines + 1] = { item = item, pair = pair, gap = pair.gap_points or -1000, place = #lines }
    end
  end
  table.sort(lines, function(a, b)
    if a.gap ~= b.gap then return a.gap > b.gap end
    return a.place < b.place
  end)
  local shared = 0
  for i, line in ipairs(lines) do
    local pair, item = line.pair, line.item
    local target, actual = pair.target, pair.actual
    out:row { item.id, item.no, target.metric or target.text, label(words.side, pair.side, word), target.text, target.lo, target.hi,
              actual and actual.text, actual and actual.value, target.unit, pair.attainment, pair.expected, pair.gap_points,
              label(words.verdict, pair.verdict, word), pair.confidence, n = 15 }
    if pair.attainment and shared == i - 1 and i <= 40 then
      shared = i
    end
  end
  if out.first and shared > 1 then
    out:chart { form = "bar", title = word.bars, sheet = word.figures, row = 2, column = 17,
      categories = { sheet = word.figures, column = 3, from = 2, to = shared + 1 },
      values = { sheet = word.figures, column = 11, from = 2, to = shared + 1 } }
  end
end

-- Findings, with the three columns that a person fills in and `check --baseline import` reads back.
function sheets.findings(bulletin, out, word)
  local choices = {}
  for i, entry in ipairs(words.dispositions) do
    choices[i] = word == words.zh and entry[2] or entry[1]
  end
  out:sheet(word.findings, {
    { name = "no", title = word.no, width = 6 }, { name = "severity", title = word.severity, width = 8 },
    { name = "message", title = word.message, width = 60, wrap = true },
    { name = "field", title = word.field, width = 10 }, { name = "quote", title = word.quote, width = 40, wrap = true },
    { name = "reason", title = word.reason, width = 30, wrap = true },
    { name = "disposition", title = word.disposition, width = 12, choices = table.concat(choices, "\n") },
    { name = "reply", title = word.reply, width = 30, wrap = true },
    { name = "rule", title = word.rule, width = 22 }, { name = "line", title = word.line, width = 6, type = "integer" },
    { name = "fingerprint", title = word.fingerprint, width = 19 },
  })
  for _, finding in ipairs(bulletin.findings) do
    out:row { finding.item and finding.item.no, label(words.severity, finding.severity, word),
              word == words.zh and finding.message.zh or finding.message.en or finding.message.zh, finding.field, finding.text,
              finding.reason, label(words.dispositions, finding.disposition, word), finding.reply, finding.rule, finding.line,
              finding.fingerprint, n = 11 }
  end
end

local function text_of(thing, item, field)
  return thing and thing.text or item and field and item:text(field)
end

function sheets.changes(bulletin, out, word)
  if #bulletin.changes == 0 and out.first then
    return
  end
  out:sheet(word.changes, {
    { name = "no", title = word.no, width = 6 }, { name = "kind", title = word.kind, width = 14 },
    { name = "severity", title = word.severity, width = 8 }, { name = "task", title = word.task, width = 40, wrap = true },
    { name = "field", title = word.field, width = 10 }, { name = "before", title = word.old, width = 40, wrap = true },
    { name = "after", title = word.new, width = 40, wrap = true }, { name = "confidence", title = word.confidence, width = 8, type = "number" },
  })
  for _, change in ipairs(bulletin.changes) do
    local now, before = change.item, change.previous
    local holder = now or before
    out:row { holder and holder.no, label(words.kind, change.kind, word), label(words.severity, change.severity, word),
              holder and holder.task, change.field, text_of(change.before, before, change.field),
              text_of(change.after, now, change.field), change.confidence, n = 8 }
  end
end

return sheets
