-- Blanks that do not belong in a Chinese text, and blanks of other kinds than the usual one.

-- Columns in which blanks divide names.
local NO_PROSE = {
  no = true, units = true, lead_units = true, people = true,
}

-- The names of the other columns.
local function prose_fields(bulletin)
  local fields = {}
  for _, column in ipairs(bulletin.columns) do
    if not NO_PROSE[column.role] then
      fields[#fields + 1] = column.field
    end
  end
  return fields
end

-- Blanks that editors and web pages leave behind; nobody sees the difference, every search does.
local ODD = {
  { "\u{3000}", zh = "全角空格", en = "a full-width blank" },
  { "\u{A0}", zh = "不换行空格", en = "a non-breaking blank" },
  { "\u{200B}", zh = "零宽空格", en = "a blank without width" },
  { "\u{FEFF}", zh = "零宽空格", en = "a blank without width" },
  { "\u{2002}", zh = "半身空格", en = "a blank of half an em" },
  { "\u{2003}", zh = "全身空格", en = "a blank of one em" },
  { "\u{2009}", zh = "窄空格", en = "a thin blank" },
}

-- All of them: most cells have none.
local BLANKS = { " ", "\t" }
for _, blank in ipairs(ODD) do
  BLANKS[#BLANKS + 1] = blank[1]
end
BLANKS = any_of(BLANKS)

-- The character before a place and the one behind it, so that the place can be seen.
local function widen(text, from, to)
  local first = from > 1 and utf8.offset(text, -1, from) or from
  local last = to < #text and utf8.offset(text, 2, to + 1) - 1 or to
  return first, last
end

-- A byte of a character that is not ASCII.
local function is_wide(text, at)
  local byte = text:byte(at)
  return byte ~= nil and byte >= 0x80
end

-- Blanks at an end of the text, between two Chinese characters or marks, or several in a row.
local function find_plain(text, found)
  for from, to in text:gmatch("()[ \t]+()") do
    local inside = is_wide(text, from - 1) and is_wide(text, to)
    if from == 1 or to > #text or inside then
      found(from, to - 1, "空格", "a blank")
    elseif to - from > 1 and text:sub(from - 1, from - 1) ~= "\n" and text:sub(to, to) ~= "\n" then
      found(from, to - 1, "连续的空格", "several blanks")
    end
  end
end

local function find_odd(text, found)
  for _, blank in ipairs(ODD) do
    local from, to = text:find(blank[1], 1, true)
    while from do
      found(from, to, blank.zh, blank.en)
      from, to = text:find(blank[1], to + 1, true)
    end
  end
end

-- All blanks of one cell are one finding, at the first of them.
local function flag_cell(item, field, text, opt, flag)
  local count, first
  local function found(from, to, zh, en)
    count = (count or 0) + 1
    if not first or from < first.from then
      first = { from = from, to = to, zh = zh, en = en }
    end
  end
  find_plain(text, found)
  if opt.odd then
    find_odd(text, found)
  end
  if count then
    flag {
      at = item:span(field, widen(text, first.from, first.to)),
      figures = { count = count, zh = first.zh, en = first.en },
      message = {
        zh = "文中有多余的{zh}（本单元格共{count}处），建议删除",
        en = "there is {en} that does not belong here ({count} in this cell): remove it",
      },
    }
  end
end

return check {
  id = "stray-blanks",
  severity = "info",
  topic = "text",
  title = { zh = "多余空格", en = "Stray blanks" },
  why = {
    zh = "中文正文里的空格多是换行或转贴留下的，会使查找和比对落空。",
    en = "Blanks in Chinese text mostly come from wrapped lines or pasting; searching and comparing miss on them.",
  },
  options = {
    odd = {
      default = true,
      help = {
        zh = "全角空格、不换行空格、零宽空格也提示",
        en = "also full-width, non-breaking and zero-width blanks",
      },
    },
  },

  whole = function(bulletin, opt, flag)
    for item, field, text in bulletin:cells(prose_fields(bulletin), BLANKS) do
      flag_cell(item, field, text, opt, flag)
    end
  end,
}
