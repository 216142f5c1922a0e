-- Charts as inline SVG, drawn to scale from the figures alone.
local markup = require "markup"
local words = require "words"

local charts = {}

-- One strip of all items by status, with a legend of counts. Shades, not traffic lights: the page shows what
-- texts say and judges nobody.
function charts.statuses(counts, total)
  local pieces, legend, x = {}, {}, 0
  for i, status in ipairs(words.status) do
    local count = counts[status[1]] or 0
    if count > 0 then
      local width = 1000 * count / total
      pieces[#pieces + 1] = markup('<rect class="s{i}" x="{x}" y="0" width="{width}" height="28"><title>{zh} {count}</title></rect>',
        { i = i, x = ("%.1f"):format(x), width = ("%.1f"):format(math.max(width - 2, 1)), zh = status[2], count = count })
      legend[#legend + 1] = markup('<li><i class="s{i}"></i>{label} <b>{count}</b></li>',
        { i = i, label = words.both(status[2], status[3]), count = count })
      x = x + width
    end
  end
  return markup('<svg class="strip" viewBox="0 0 1000 28" preserveAspectRatio="none" role="img" aria-label="{label}">{pieces}</svg><ul class="legend">{legend}</ul>',
    { label = "各项状态 / items by status", pieces = pieces, legend = legend })
end

-- How much of a target is reached: a bar to 125 %, a line where it was due to stand.
function charts.attainment(share, due)
  local width = math.min(share, 1.25) * 80
  local tick = due and markup('<line class="due" x1="{x}" x2="{x}" y1="0" y2="12"/>', { x = ("%.1f"):format(math.min(due, 1.25) * 80) }) or ""
  return markup('<svg class="bar" viewBox="0 0 100 12" preserveAspectRatio="none" aria-hidden="true"><rect class="ground" x="0" y="3" width="80" height="6"/><rect class="{class}" x="0" y="3" width="{width}" height="6"/>{tick}</svg>',
    { class = share < 1 and "short" or "full", width = ("%.1f"):format(width), tick = tick })
end

return charts
