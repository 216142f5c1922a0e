-- The rows of each table. A report is known by the digest of its bytes, an item by that and its place.
local rows = {}

local function put(out, name, ...)
  out:sheet(name):row(table.pack(...))
end

local function put_item(bulletin, report, item, out)
  local key = report .. "/" .. item.index
  local status = item.status
  put(out, "items", key, report, item.index, item.id, item.no, table.concat(item.section, " / "), item.task, item.target, item.result,
    status.label, status.reported, status.evidence_quality, status.attainment, status.confidence, item.line)
  for i, column in ipairs(bulletin.columns) do
    put(out, "cells", key, i, column.header, item:text("col:" .. i - 1))
  end
  for _, unit in ipairs(item.units) do
    put(out, "units", key, unit.name, unit.role, unit.basis)
  end
  local places = {}
  for i, figure in ipairs(item.quantities) do
    places[figure] = key .. "/" .. i
    put(out, "quantities", places[figure], key, figure.field, figure.from, figure.to, figure.text, figure.lo, figure.hi, figure.exact,
      figure.unit, figure.dimension, figure.comparator, figure.kind, figure.metric)
  end
  for _, pair in ipairs(item.pairs) do
    put(out, "pairs", key, pair.side, places[pair.target], pair.actual and places[pair.actual], pair.attainment, pair.expected,
      pair.gap_points, pair.verdict, pair.confidence, pair.why)
  end
end

function rows.write(bulletin, out)
  local source, period = bulletin.source, bulletin.period
  local report = source.sha256 and source.sha256:sub(1, 16) or source.name
  put(out, "reports", report, source.name, bulletin.title, bulletin.place, bulletin.year, period and period.kind, period and period.from,
    period and period.to, source.format, source.encoding, source.bytes, source.sha256, #bulletin.repairs)
  for _, item in ipairs(bulletin.items) do
    put_item(bulletin, report, item, out)
  end
  for _, f in ipairs(bulletin.findings) do
    put(out, "findings", report, f.item and report .. "/" .. f.item.index, f.rule, f.severity, f.topic, f.field, f.text, f.message.zh,
      f.message.en, f.line, f.column, f.fingerprint, f.state, f.disposition, f.reason, f.reply)
  end
  for _, change in ipairs(bulletin.changes) do
    local now, before = change.item, change.previous
    put(out, "changes", report, now and report .. "/" .. now.index, before and before.no, change.kind, change.severity, change.field,
      change.before and change.before.text or before and change.field and before:text(change.field),
      change.after and change.after.text or now and change.field and now:text(change.field), change.why, change.confidence)
  end
end

return rows
