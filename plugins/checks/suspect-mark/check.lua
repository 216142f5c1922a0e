-- A semicolon where a colon or a comma was meant: 东河；已开工（东河：）, 1-9月；新引进（1-9月，）.

-- Columns that hold no prose.
local NO_PROSE = {
  no = true, units = true, lead_units = true, people = true, actual_value = true, ratio = true,
  measure_unit = true,
}

local BREAKS = { "。", "；", "！", "\n" }

-- A label is short: the name of a project or a part.
local LONGEST_LABEL = 36 -- bytes: twelve Chinese characters

-- What an expression of time is made of, the longest first: text that leaves nothing when these are taken off.
local TIME_WORDS = {
  "前三季度", "上半年", "下半年", "今年以来", "本年度", "季度", "截至", "截止", "目前", "今年", "本年", "年内", "近期",
  "月份", "月底", "月末", "年底", "上旬", "中旬", "下旬", "月", "年", "日", "第", "至", "一", "二", "三", "四", "底", "初",
}

-- Only a time: 1-9月, 截至9月底, 今年以来.
local function is_time(text)
  if #text > LONGEST_LABEL then
    return false
  end
  local rest = text
  for _, word in ipairs(TIME_WORDS) do
    rest = rest:gsub(word, "")
  end
  return rest ~= text and not rest:find("[^%d%s%-]")
end

-- The pieces between breaks, with their places and the break behind each.
local function pieces_of(text)
  local marked = text
  for _, mark in ipairs(BREAKS) do
    marked = marked:gsub(mark, ("\n"):rep(#mark))
  end
  local pieces = {}
  for from, to in marked:gmatch("()[^\n]+()") do
    pieces[#pieces + 1] = { text = text:sub(from, to - 1), from = from, to = to - 1 }
  end
  return pieces
end

-- Takes the number of a part off: 2、东河.
local function without_number(text)
  return (text:gsub("^%s*%d+[.]%s*", ""):gsub("^%s*%d+、", ""):gsub("^（%d+）", ""))
end

-- The piece stands as a label, with a colon, in another column of the row.
local function is_label_elsewhere(item, columns, field, piece)
  for _, column in ipairs(columns) do
    local text = column.field ~= field and item:text(column.field)
    if text and text:find(piece .. "：", 1, true) then
      return true
    end
  end
  return false
end

local function flag_mark(item, field, piece, mark, flag)
  flag {
    at = item:span(field, piece.from, piece.to + #"；"),
    confidence = 0.8,
    figures = { text = piece.text, mark = mark },
    message = {
      zh = "“{text}”后的“；”疑为“{mark}”，建议核实",
      en = "the '；' behind '{text}' may be meant as '{mark}': please verify",
    },
  }
end

return check {
  id = "suspect-mark",
  severity = "info",
  title = { zh = "疑似用错的分号", en = "A semicolon that may be mistaken" },
  why = {
    zh = "“；”与“：”在键盘上同键，误用后分项标题会被当成单独一项。",
    en = "The marks ； and ： share a key. Mistaken, they turn the heading of a part into a part.",
  },

  each_item = function(item, _, flag)
    local columns = item.bulletin.columns
    for _, column in ipairs(columns) do
      local field = column.field
      local text = not NO_PROSE[column.role] and item:text(field)
      if text and text:find("；", 1, true) then
        local pieces = pieces_of(text)
        local function is_label(piece)
          local label = piece and without_number(piece.text) or ""
          return #label >= 6 and #label <= LONGEST_LABEL and is_label_elsewhere(item, columns, field, label)
        end
        for i, piece in ipairs(pieces) do
          if text:sub(piece.to + 1, piece.to + #"；") == "；" then
            if is_time(without_number(piece.text)) then
              flag_mark(item, field, piece, "，", flag)
            elseif is_label(piece) and not is_label(pieces[i + 1]) then -- two in a row are a list
              flag_mark(item, field, piece, "：", flag)
            end
          end
        end
      end
    end
  end,
}
