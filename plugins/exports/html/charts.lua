-- Charts as inline SVG, drawn to scale from the figures alone. Shades, not traffic lights: the page shows what
-- texts say and judges nobody.
local markup = require "markup"
local words = require "words"

local charts = {}

local function fixed(number)
  return (("%.1f"):format(number):gsub("%.0$", ""))
end

-- How many items have each status.
function charts.count(items)
  local counts = {}
  for _, item in ipairs(items) do
    local id = item.status.label or "none"
    counts[id] = (counts[id] or 0) + 1
  end
  return counts
end

-- All items by status in one strip.
function charts.strip(counts, total)
  local pieces, x, said = {}, 0, {}
  for i, status in ipairs(words.status) do
    local count = counts[status[1]] or 0
    if count > 0 then
      local width = 1000 * count / total
      said[#said + 1] = status[2] .. " " .. count
      pieces[#pieces + 1] = markup('<rect class="s{i}" x="{x}" width="{width}" height="24"><title>{zh} {count}</title></rect>',
        { i = i, x = fixed(x), width = fixed(math.max(width - 2, 1)), zh = status[2], count = count })
      x = x + width
    end
  end
  return markup('<svg class="strip" viewBox="0 0 1000 24" preserveAspectRatio="none" role="img" aria-label="{label}">{pieces}</svg>',
    { label = table.concat(said, "，"), pieces = pieces })
end

-- `before`: lists of counts of the periods before, whose colours need their names too.
function charts.legend(counts, before)
  local lines = {}
  for i, status in ipairs(words.status) do
    local count, shown = counts[status[1]] or 0, false
    for _, past in ipairs(before) do
      shown = shown or past[status[1]]
    end
    if count > 0 or shown then
      lines[#lines + 1] = markup('<li><i class="s{i} dot"></i>{label} <b>{count}</b></li>',
        { i = i, label = words.both(status[2], status[3]), count = count })
    end
  end
  return markup('<ul class="legend">{lines}</ul>', { lines = lines })
end

-- How much of a target is reached: a bar to 125 %, a line where it was due to stand.
function charts.attainment(share, due)
  local function at(part) return fixed(math.max(0, math.min(part, 1.25)) * 80) end
  return markup('<svg class="bar" aria-hidden="true"><rect class="{class}" y="4" width="{width}%" height="6"/>{tick}</svg>', {
    class = share < 1 and "short" or "full", width = at(share),
    tick = due and markup('<rect class="tick" x="{x}%" width="1.5" height="14"/>', { x = at(due) }) or "" })
end

-- The task in the periods before, oldest first: its status in each, and how much of the period's target was reached.
function charts.timeline(item, history)
  local pieces, count = {}, #history + 1
  local step = 110
  for i = 1, count do
    local then_item = i == count and item or history[#history + 1 - i]
    local x, place = (i - 1) * step + step // 2, words.rank(words.status, then_item.status.label or "none")
    local share
    for _, pair in ipairs(then_item.pairs) do
      if pair.attainment and (not share or pair.attainment < share) then share = pair.attainment end
    end
    local period = then_item.bulletin.period
    pieces[#pieces + 1] = markup('{line}<circle class="s{place}" cx="{x}" cy="9" r="7"/><text x="{x}" y="31">{status}{share}</text><text class="when" x="{x}" y="46">{when}</text>', {
      line = i > 1 and markup('<path class="due" d="M{from} 9H{to}"/>', { from = x - step + 9, to = x - 9 }) or "", place = place, x = x,
      status = words.status[place][2], share = share and (" %d%%"):format(math.floor(share * 100 + 0.5)) or "",
      when = period and period.to and period.to:sub(1, 7) or "?" })
  end
  return markup('<svg class="line" width="{width}" height="50" viewBox="0 0 {width} 50" role="img" aria-label="{label}">{pieces}</svg>',
    { width = count * step, label = "各期状态 / status by period", pieces = pieces })
end

return charts
