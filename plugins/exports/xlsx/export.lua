-- A workbook for people who check: the table as published, the items, the figures held against targets, the
-- findings with columns to judge them in, and what changed. The module `xlsx` makes the file.
local words = require "words"
local sheets = require "sheets"

local function overview(bulletin, out, word, counts)
  out:sheet(word.overview, {
    { name = "what", title = word.what, width = 30, wrap = true }, { name = "value", title = word.value, width = 60, wrap = true },
    { name = "count", title = word.count, width = 10, type = "integer" },
  })
  out:row { word.title, bulletin.title or bulletin.source.name, nil, n = 3 }
  out:row { word.source, bulletin.source.name .. "  SHA-256 " .. (bulletin.source.sha256 or ""), nil, n = 3 }
  if bulletin.period and bulletin.period.from then
    out:row { word.period, bulletin.period.from .. " — " .. bulletin.period.to, nil, n = 3 }
  end
  local agree, relations = 0, 0
  for _, item in ipairs(bulletin.items) do
    for _, relation in ipairs(item.relations) do
      relations = relations + 1
      agree = agree + (relation.ok and 1 or 0)
    end
  end
  out:row { word.agreeing, ("%d / %d"):format(agree, relations), nil, n = 3 }
  out:row { word.repairs, nil, #bulletin.repairs, n = 3 }
  out:row { word.findings, nil, #bulletin.findings, n = 3 }
  out:row { word.about, nil, nil, n = 3 }
  -- The chart's rows are where they are only in a workbook of one bulletin.
  local rows = bulletin.period and bulletin.period.from and 9 or 8
  for _, status in ipairs(words.status) do
    if (counts[status[1]] or 0) > 0 then
      out:row { word == words.zh and status[2] or status[1], nil, counts[status[1]], n = 3 }
      rows = rows + 1
    end
  end
  local first = bulletin.period and bulletin.period.from and 9 or 8
  if out.first and rows > first then
    out:chart { form = "bar", title = word.status_of, sheet = word.overview, row = 2, column = 5,
      categories = { sheet = word.overview, column = 1, from = first, to = rows - 1 },
      values = { sheet = word.overview, column = 3, from = first, to = rows - 1 } }
  end
end

return export {
  id = "xlsx",
  title = { zh = "工作簿（Excel、WPS）", en = "Workbook (Excel, WPS)" },
  extension = "xlsx", mime = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  module = "xlsx", findings = true, history = true, joined = true,
  write = function(bulletin, out)
    local word = out.lang == "en" and words.en or words.zh
    sheets.published(bulletin, out, word)
    local counts = sheets.items(bulletin, out, word)
    sheets.figures(bulletin, out, word)
    sheets.findings(bulletin, out, word)
    sheets.changes(bulletin, out, word)
    overview(bulletin, out, word, counts)
  end,
}
