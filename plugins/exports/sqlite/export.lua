-- A database: what was read, in tables with keys, and the views an analyst asks for first. The module `sqlite`
-- makes the file; several bulletins may share it.
local rows = require "rows"

local function text(name, more)
  local column = { name = name }
  for key, value in pairs(more or {}) do column[key] = value end
  return column
end
local function integer(name) return { name = name, type = "integer" } end
local function number(name) return { name = name, type = "number" } end
local key, integer_key = { key = true }, { key = true, type = "integer" }
local of_item = { refers = "items.item" }

local tables = {
  { "reports", { text("report", key), text("name"), text("title"), text("place"), integer("year"), text("period_kind"),
    text("period_from"), text("period_to"), text("format"), text("encoding"), integer("bytes"), text("sha256"), integer("repairs") } },
  { "items", { text("item", key), text("report", { refers = "reports.report" }), integer("position"), text("id"), text("no"),
    text("section"), text("task"), text("target"), text("result"), text("status"), text("reported"), text("evidence_quality"),
    text("attainment"), number("confidence"), integer("line") } },
  { "cells", { text("item", { key = true, refers = "items.item" }), text("column_no", integer_key), text("header"), text("text") } },
  { "units", { text("item", of_item), text("name"), text("role"), text("basis") } },
  { "quantities", { text("quantity", key), text("item", of_item), text("field"), integer("from_byte"), integer("to_byte"), text("text"),
    number("lo"), number("hi"), text("exact"), text("unit"), text("dimension"), text("comparator"), text("kind"), text("metric") } },
  { "pairs", { text("item", of_item), text("side"), text("target", { refers = "quantities.quantity" }),
    text("actual", { refers = "quantities.quantity" }), number("attainment"), number("expected"), number("gap_points"), text("verdict"),
    number("confidence"), text("why") } },
  { "findings", { text("report", { refers = "reports.report" }), text("item", of_item), text("rule"), text("severity"), text("topic"),
    text("field"), text("quote"), text("message_zh"), text("message_en"), integer("line"), integer("column_no"), text("fingerprint"),
    text("state"), text("disposition"), text("reason"), text("reply") } },
  { "changes", { text("report", { refers = "reports.report" }), text("item", of_item), text("old_no"), text("kind"), text("severity"),
    text("field"), text("before"), text("after"), text("why"), number("confidence") } },
}

local views = {
  { "missed_targets", [[SELECT i.report, i.no, i.task, t.text AS target, a.text AS actual, p.side, p.attainment, p.gap_points
    FROM pairs p JOIN items i USING (item) JOIN quantities t ON t.quantity = p.target LEFT JOIN quantities a ON a.quantity = p.actual
    WHERE p.verdict = 'missed' ORDER BY p.gap_points DESC]] },
  { "status_counts", [[SELECT report, status, count(*) AS items FROM items GROUP BY report, status]] },
  { "items_by_lead", [[SELECT i.report, u.name AS unit, count(*) AS items, sum(i.status IN ('behind','delayed','not_started')) AS behind
    FROM units u JOIN items i USING (item) WHERE u.role = 'lead' AND u.basis = 'explicit' GROUP BY i.report, u.name]] },
  { "open_findings", [[SELECT f.report, i.no, i.task, f.rule, f.severity, f.message_zh, f.quote, f.fingerprint
    FROM findings f LEFT JOIN items i USING (item) WHERE f.state = 'new' AND f.severity IN ('error','warning')]] },
}

return export {
  id = "sqlite",
  title = { zh = "数据库（SQLite）", en = "Database (SQLite)" },
  extension = "sqlite", mime = "application/vnd.sqlite3",
  module = "sqlite", findings = true, history = true, joined = true,
  write = function(bulletin, out)
    for _, entry in ipairs(tables) do
      out:sheet(entry[1], entry[2])
    end
    rows.write(bulletin, out)
    if out.first then
      for _, view in ipairs(views) do
        out:view(view[1], view[2])
      end
    end
  end,
}
