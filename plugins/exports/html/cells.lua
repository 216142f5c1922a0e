-- A cell's text with its figures and findings marked in place. Spans may overlap, tags may not: the text is
-- cut at every border, and each piece says what it is part of.
local markup = require "markup"

local cells = {}

local rank = { error = 1, warning = 2, note = 3, info = 4 }

local function borders_of(length, spans)
  local borders, seen = { 1, length + 1 }, { [1] = true, [length + 1] = true }
  for _, span in ipairs(spans) do
    for _, at in ipairs { span.from, span.to + 1 } do
      if at <= length and not seen[at] then
        seen[at] = true
        borders[#borders + 1] = at
      end
    end
  end
  table.sort(borders)
  return borders
end

-- The finding that weighs most and the figure at the piece from..to.
local function covering(spans, from, to)
  local finding, figure
  for _, span in ipairs(spans) do
    if span.from <= from and span.to >= to then
      if span.finding and (not finding or rank[span.finding.severity] < rank[finding.severity]) then
        finding = span.finding
      end
      figure = figure or span.figure
    end
  end
  return finding, figure
end

local function value_of(figure)
  local signs = { ge = "≥ ", gt = "> ", le = "≤ ", lt = "< ", approx = "≈ " }
  local lo, hi = figure.lo, figure.hi
  local function plain(number) return ("%.14g"):format(number) end
  local one = lo or hi
  local number = lo and hi and lo ~= hi and plain(lo) .. "–" .. plain(hi) or one and plain(one) or figure.text
  return (signs[figure.comparator] or "= ") .. number .. " " .. (figure.unit or "")
end

-- The text of a field as markup. `id_of` gives a finding's anchor.
function cells.write(item, field, id_of)
  local text = item:text(field)
  if not text or text == "" then
    return markup("")
  end
  local spans = {}
  for _, figure in ipairs(item.quantities) do
    if figure.field == field and figure.from then
      spans[#spans + 1] = { from = figure.from, to = figure.to, figure = figure }
    end
  end
  for _, finding in ipairs(item.findings) do
    if finding.field == field and finding.from and finding.to > finding.from then
      spans[#spans + 1] = { from = finding.from, to = finding.to, finding = finding }
    end
  end
  local pieces, borders = {}, borders_of(#text, spans)
  for i = 1, #borders - 1 do
    local from, to = borders[i], borders[i + 1] - 1
    local finding, figure = covering(spans, from, to)
    local piece = markup("{text}", { text = text:sub(from, to) })
    if figure then
      piece = markup('<u title="{value}">{piece}</u>', { value = value_of(figure), piece = piece })
    end
    if finding then
      piece = markup('<a class="{severity}" href="#{id}">{piece}</a>',
        { severity = finding.severity, id = id_of(finding), piece = piece })
    end
    pieces[#pieces + 1] = piece
  end
  return markup("{pieces}", { pieces = pieces })
end

-- Lines of a text as lines of HTML, for a table whose white space means nothing.
function cells.lines(text)
  local lines = {}
  for line in (text .. "\n"):gmatch("(.-)\n") do
    lines[#lines + 1] = markup("{sep}{line}", { sep = #lines > 0 and markup("<br>") or "", line = line })
  end
  return lines
end

return cells
