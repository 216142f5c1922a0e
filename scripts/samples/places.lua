-- Compare the bulletins of two places, or of several: how much they promise, and how they report.
--
--     tongbao run scripts/samples/places.lua north-2024q3.txt south-2024q3.txt
--
-- "figures" and "named" are results that show a number or a name; the others can only be believed.
local rows = { columns = { "bulletin", "items", "figures", "named", "behind", "delayed", "silent" } }
for i, report in ipairs(reports) do
  local row = { bulletin = report.title or report.source.name, items = #report.items, figures = 0, named = 0,
    behind = 0, delayed = 0, silent = 0 }
  for _, item in ipairs(report.items) do
    local quality, label = item.status.evidence_quality, item.status.label
    if quality == "figures" or quality == "named" then
      row[quality] = row[quality] + 1
    end
    if label == "behind" or label == "delayed" then
      row[label] = row[label] + 1
    elseif not label then
      row.silent = row.silent + 1
    end
  end
  rows[i] = row
end
return rows
