-- A semicolon where a colon or a comma was meant: 东河；已开工（东河：）, 1-9月；新引进（1-9月，）.

local BREAKS = any_of { "。", "；", "！", "\n" }
local SEMICOLON = any_of { "；" }

-- A label is short: the name of a project or a part.
local LONGEST_LABEL = 36 -- bytes: twelve Chinese characters

-- What an expression of time is made of, the longest first: text that leaves nothing when these are taken off.
local TIME_WORDS = {
  "前三季度", "上半年", "下半年", "今年以来", "本年度", "季度", "截至", "截止", "目前", "今年", "本年", "年内", "近期",
  "月份", "月底", "月末", "年底", "上旬", "中旬", "下旬", "月", "年", "日", "第", "至", "一", "二", "三", "四", "底", "初",
}

-- The last characters of such an expression.
local TIME_ENDS = {
  ["月"] = true, ["份"] = true, ["日"] = true, ["底"] = true, ["末"] = true, ["初"] = true, ["年"] = true,
  ["度"] = true, ["来"] = true, ["前"] = true, ["内"] = true, ["期"] = true, ["旬"] = true,
}

-- Only a time: 1-9月, 截至9月底, 今年以来.
local function is_time(text)
  if #text > LONGEST_LABEL or not TIME_ENDS[text:sub(-3)] then
    return false
  end
  local rest = text
  for _, word in ipairs(TIME_WORDS) do
    rest = rest:gsub(word, "")
  end
  return rest ~= text and not rest:find("[^%d%s%-]")
end

-- Where the piece that ends before `to` begins: behind the last break before it.
local function piece_start(text, to)
  local least = math.max(1, to - LONGEST_LABEL - 12) -- a longer piece is no label; a number may precede
  local before, start = text:sub(least, to - 1), 1
  local from, stop = BREAKS:find(before)
  while from do
    start = stop + 1
    from, stop = BREAKS:find(before, start)
  end
  return (start > 1 or least == 1) and least + start - 1 or nil
end

-- The piece from `from` on, up to the next break.
local function piece_from(text, from)
  return text:sub(from, (BREAKS:find(text, from) or #text + 1) - 1)
end

-- Takes the number of a part off: 2、东河.
local function without_number(text)
  return (text:gsub("^%s*%d+[.]%s*", ""):gsub("^%s*%d+、", ""):gsub("^（%d+）", ""))
end

-- The text stands as a label, with a colon, in another column of the row.
local function is_label(item, fields, field, text)
  text = without_number(text)
  if #text < 6 or #text > LONGEST_LABEL then
    return false
  end
  for _, other in ipairs(fields) do
    local cell = other ~= field and item:text(other)
    if cell and cell:find(text .. "：", 1, true) then
      return true
    end
  end
  return false
end

local function flag_mark(item, field, from, to, mark, flag)
  flag {
    at = item:span(field, from, to),
    confidence = 0.8,
    figures = { text = item:text(field):sub(from, to - #"；"), mark = mark },
    message = {
      zh = "“{text}”后的“；”疑为“{mark}”，建议核实",
      en = "the '；' behind '{text}' may be meant as '{mark}': please verify",
    },
  }
end

local function flag_cell(item, fields, field, text, flag)
  local at, to = text:find("；", 1, true)
  while at do
    local from = piece_start(text, at)
    local piece = from and text:sub(from, at - 1) or ""
    if is_time(without_number(piece)) then
      flag_mark(item, field, from, to, "，", flag)
    elseif is_label(item, fields, field, piece) and not is_label(item, fields, field, piece_from(text, to + 1)) then
      flag_mark(item, field, from, to, "：", flag) -- two labels in a row are a list
    end
    at, to = text:find("；", to + 1, true)
  end
end

return check {
  id = "suspect-mark",
  severity = "info",
  topic = "text",
  title = { zh = "疑似用错的分号", en = "A semicolon that may be mistaken" },
  why = {
    zh = "“；”与“：”在键盘上同键，误用后分项标题会被当成单独一项。",
    en = "The marks ； and ： share a key. Mistaken, they turn the heading of a part into a part.",
  },
  options = {
    results_only = { default = false,
      help = { zh = "只看完成情况栏", en = "look at the column of results alone" } },
  },

  whole = function(bulletin, opt, flag)
    for item, field, text in bulletin:cells(bulletin.prose, SEMICOLON) do
      if not opt.results_only or field == "result" then flag_cell(item, bulletin.prose, field, text, flag) end
    end
  end,
}
