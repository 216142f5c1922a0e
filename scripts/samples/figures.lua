-- Published figures that do not add up: sums, ratios and bases that come out otherwise when recomputed.
--
--     tongbao run scripts/samples/figures.lua report.txt
local found = { columns = { "bulletin", "item", "kind", "stated", "recomputed" } }
for _, report in ipairs(reports) do
  for _, item in ipairs(report.items) do
    for _, relation in ipairs(item.relations) do
      if not relation.ok then
        found[#found + 1] = { bulletin = report.source.name, item = item.no,
          kind = relation.kind, stated = relation.stated, recomputed = relation.recomputed }
      end
    end
  end
end
return found
