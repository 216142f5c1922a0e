-- A text that breaks off without the mark that the others of its column end with.

-- Columns that hold no prose.
local NO_PROSE = {
  no = true, section = true, units = true, lead_units = true, people = true, deadline = true,
  actual_value = true, ratio = true, measure_unit = true,
}

-- Marks that end a text, and what may close behind them.
local ENDS = any_of { "。", "！", "？", "…", "—", ".", "!", "?" }
local CLOSING = any_of { "”", "’", "）", "》", "】", "」", "』", ")", "]", '"' }
-- Marks after which something must follow.
local OPEN_ENDS = any_of { "，", "、", "：", "；", ",", ":", ";" }

local SHORTEST = 18 -- bytes: six Chinese characters; less is a word, no sentence

-- The mark that a text ends with.
local function open_end(text)
  local from = OPEN_ENDS:before(text)
  return from and text:sub(from)
end

local function without_blanks(text)
  while text:find("^%s", -1) or text:sub(-3) == "\u{3000}" do
    text = text:sub(1, text:find("^%s", -1) and -2 or -4)
  end
  return text
end

-- The text ends a sentence, in brackets and quotation marks or not.
local function is_ended(text)
  local at = #text + 1
  while CLOSING:before(text, at) do
    at = CLOSING:before(text, at)
  end
  return ENDS:before(text, at) ~= nil
end

-- The last characters of a text, to be shown.
local function tail(text)
  return utf8.offset(text, -6) or 1
end

-- How many texts the column has, and those that lack their end.
local function look(bulletin, field)
  local count, unended = 0, {}
  for _, item in ipairs(bulletin.items) do
    local text = without_blanks(item:text(field) or "")
    if #text >= SHORTEST then
      count = count + 1
      if not is_ended(text) then
        unended[#unended + 1] = { item = item, text = text }
      end
    end
  end
  return count, unended
end

local function flag_open(one, field, mark, flag)
  flag {
    at = one.item:span(field, tail(one.text), #one.text),
    figures = { mark = mark },
    message = {
      zh = "以“{mark}”结尾，建议核实后面是否缺文字或应为句号",
      en = "the text ends with '{mark}': check whether something is missing behind it",
    },
  }
end

return check {
  id = "end-mark",
  severity = "info",
  topic = "text",
  title = { zh = "句末缺标点", en = "No mark at the end" },
  why = {
    zh = "同一栏其他各项都以句号结尾，只有少数没有：可能漏了标点，也可能文字被截断。",
    en = "Where the other texts of a column end with a mark, one that does not may have lost more than the mark.",
  },
  options = {
    share = {
      default = 0.8, min = 0, max = 1,
      help = {
        zh = "同一栏至少有这一比例的文字以句号等结尾时，其余的才提示",
        en = "share of a column's texts that must end with a mark before the others are told",
      },
    },
  },

  whole = function(bulletin, opt, flag)
    for _, column in ipairs(bulletin.columns) do
      if not NO_PROSE[column.role] then
        local count, unended = look(bulletin, column.field)
        local usual = count >= 3 and (count - #unended) / count >= opt.share
        for _, one in ipairs(unended) do
          local mark = open_end(one.text)
          -- a list whose every cell ends with ； is a way of writing
          if mark and (usual or (mark ~= "；" and mark ~= ";")) then
            flag_open(one, column.field, mark, flag)
          elseif usual then
            flag {
              at = one.item:span(column.field, tail(one.text), #one.text),
              message = {
                zh = "末尾没有句号，而同栏其他各项都有，建议核实文字是否完整",
                en = "no mark at the end, while the others of this column have one: check whether the text is whole",
              },
            }
          end
        end
      end
    end
  end,
}
