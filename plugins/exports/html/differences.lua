-- What changed since the period before, with the changed characters marked in place.
local markup = require "markup"
local words = require "words"

local both = words.both
local differences = {}

local AROUND = 24 -- characters kept beside a change; longer stretches are left out

-- The beginning or the end of a text, or both with a gap between.
local function clipped(text, keep_front, keep_back)
  local length = utf8.len(text) or #text
  local kept = (keep_front and AROUND or 0) + (keep_back and AROUND or 0)
  if length <= kept + 4 then
    return text
  end
  local front = keep_front and text:sub(1, utf8.offset(text, AROUND + 1) - 1) or ""
  local back = keep_back and text:sub(utf8.offset(text, -AROUND)) or ""
  return front .. " … " .. back
end

-- The new text of a cell with what was taken out and put in.
function differences.mark(old, new, edits)
  local pieces, at = {}, 1
  local function put(tag, text)
    if text ~= "" then
      pieces[#pieces + 1] = tag and markup("<{tag}>{text}</{tag}>", { tag = tag, text = text }) or markup("{text}", { text = text })
    end
  end
  for i, edit in ipairs(edits) do
    put(nil, clipped(new:sub(at, edit.new_from - 1), i > 1, true))
    put("del", old:sub(edit.old_from, edit.old_to))
    put("ins", new:sub(edit.new_from, edit.new_to))
    at = edit.new_to + 1
  end
  put(nil, clipped(new:sub(at), true, false))
  return pieces
end

local function what(change)
  local before, now = change.previous, change.item
  local edits = change:edits()
  if before and now and change.field and #edits > 0 then
    return differences.mark(before:text(change.field) or "", now:text(change.field) or "", edits)
  end
  local old, new = change.before, change.after
  if old and new and old.text == new.text then
    return markup("{text}", { text = new.text or "" })
  end
  if old or new then
    local figure = new or old
    local metric = (change.kind == "quantity_up" or change.kind == "quantity_down") and figure.metric or ""
    return markup("{metric} {old} → {new}", { metric = metric, old = old and markup("<del>{t}</del>", { t = old.text or "" }) or "",
                                     new = new and markup("<ins>{t}</ins>", { t = new.text or "" }) or "" })
  end
  local holder = now or before
  return markup("{task}", { task = holder and clipped(holder.task or "", true, false) or "" })
end

-- The changes of one item. A figure that only grew is seen in the text that changed around it.
function differences.of_item(item)
  local lines, texts = {}, {}
  for _, change in ipairs(item.changes) do
    texts[change.field or ""] = texts[change.field or ""] or change.kind == "text"
  end
  for _, change in ipairs(item.changes) do
    local plain = (change.kind == "quantity_up" or change.kind == "quantity_down") and change.severity == "info"
    if not (plain and texts[change.field or ""]) then
      lines[#lines + 1] = differences.line(change, false)
    end
  end
  return lines
end

function differences.line(change, with_item)
  local item = change.item
  return markup('<li class="{severity}"><b class="kind">{kind}</b> {where} {what}</li>', {
    severity = change.severity, kind = words.of(words.change, change.kind), what = what(change),
    where = not with_item and "" or item and markup('<a href="#i{index}">{no}</a>', { index = item.index,
      no = both("第 " .. words.no(item) .. " 项", "item " .. words.no(item)) })
      or both("上期第 " .. words.no(change.previous) .. " 项", "item " .. words.no(change.previous) .. " of the period before") })
end

local rank = { error = 1, warning = 2, note = 3, info = 4 }

local function weighs(change)
  return rank[change.severity] <= 3 and change.kind ~= "format"
end

-- How many changes are worth a look.
function differences.count(bulletin)
  local count = 0
  for _, change in ipairs(bulletin.changes) do
    count = count + (weighs(change) and 1 or 0)
  end
  return count
end

-- The changes worth a look in the head, weighty ones first; the rest as counts.
function differences.section(bulletin, out)
  local changes, weighty, counts, kinds = bulletin.changes, {}, {}, {}
  if #changes == 0 then
    return
  end
  for i, change in ipairs(changes) do
    if weighs(change) then
      weighty[#weighty + 1] = { change = change, place = i }
    end
    if not counts[change.kind] then
      counts[change.kind] = 0
      kinds[#kinds + 1] = change.kind
    end
    counts[change.kind] = counts[change.kind] + 1
  end
  table.sort(weighty, function(a, b)
    local x, y = rank[a.change.severity], rank[b.change.severity]
    return x < y or (x == y and a.place < b.place)
  end)
  table.sort(kinds, function(a, b) return words.rank(words.change, a) < words.rank(words.change, b) end)
  local lines, more, tally = {}, {}, {}
  for i, entry in ipairs(weighty) do
    local list = i <= 12 and lines or more
    list[#list + 1] = differences.line(entry.change, true)
  end
  for i, kind in ipairs(kinds) do
    tally[i] = markup("<li>{kind} <b>{count}</b></li>", { kind = words.of(words.change, kind), count = counts[kind] })
  end
  out:write(markup('<section id="changes"><h2>{title}</h2><ul class="legend">{tally}</ul><ol class="found">{lines}</ol>{more}</section>\n', {
    title = both("与上期相比", "Since the period before"), tally = tally, lines = lines,
    more = #more > 0 and markup("<details><summary>{rest}</summary><ol class=\"found\">{more}</ol></details>",
      { rest = both("另有 " .. #more .. " 处", #more .. " more"), more = more }) or "" }))
end

return differences
