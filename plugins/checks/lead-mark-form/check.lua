-- The mark of the leading unit takes another form here than elsewhere in the bulletin.

-- Brackets that a mark can stand in.
local BRACKETS = { ["（"] = "）", ["("] = ")", ["【"] = "】", ["["] = "]", ["〔"] = "〕" }
local WORD = "牵头"

-- The mark behind a unit and where it ends: （牵头） （牵头单位） 牵头; nil: none.
local function mark_behind(text, to)
  local _, blank = text:find("^%s*", to + 1)
  for open, close in pairs(BRACKETS) do
    local at = blank + 1
    if text:sub(at, at + #open + #WORD - 1) == open .. WORD then
      local _, stop = text:find(close, at, true)
      if stop then
        return text:sub(at, stop), stop
      end
    end
  end
  if text:sub(blank + 1, blank + #WORD) == WORD then
    return WORD, blank + #WORD
  end
end

-- Whether a bracket is open at `at`: 指挥部（县水利局牵头，…） says who makes up the body, in its own way.
local function is_in_bracket(text, at)
  local before = text:sub(1, at - 1)
  for open, close in pairs(BRACKETS) do
    local last = 0
    local from, to = before:find(open, 1, true)
    while from do
      last, from, to = from, before:find(open, to + 1, true)
    end
    if last > 0 and not before:find(close, last, true) then
      return true
    end
  end
  return false
end

-- Every mark behind a leading unit: { item, field, from, to, form }.
local function marks_of(bulletin)
  local marks = {}
  for _, item in ipairs(bulletin.items) do
    for _, unit in ipairs(item.units) do
      if unit.role == "lead" and unit.basis == "explicit" and unit.to then
        local text = item:text(unit.field)
        local form, stop = mark_behind(text, unit.to)
        if form and not is_in_bracket(text, unit.from) then
          marks[#marks + 1] = { item = item, field = unit.field, from = unit.from, to = stop, form = form }
        end
      end
    end
  end
  return marks
end

-- The form that most marks have, and how many; of two equally frequent ones, the first.
local function usual_form(marks)
  local counts, usual = {}, nil
  for _, mark in ipairs(marks) do
    counts[mark.form] = (counts[mark.form] or 0) + 1
  end
  for _, mark in ipairs(marks) do
    if not usual or counts[mark.form] > counts[usual] then
      usual = mark.form
    end
  end
  return usual, usual and counts[usual] or 0
end

return check {
  id = "lead-mark-form",
  severity = "info",
  topic = "text",
  title = { zh = "牵头标注形式不一", en = "Lead marked in another form" },
  why = {
    zh = "同一通报里牵头单位的标注形式不一，按固定形式查找、统计时会漏掉。",
    en = "Where one bulletin marks its leading units in several forms, a search for one form misses the others.",
  },
  options = {
    usual = {
      default = 0.6, min = 0.5, max = 1,
      help = {
        zh = "至少有这一比例的标注形式相同时，其余的才提示",
        en = "share of the marks that must have one form before the others are told",
      },
    },
  },

  whole = function(bulletin, opt, flag)
    local marks = marks_of(bulletin)
    local usual, count = usual_form(marks)
    if count < 2 or count / #marks < opt.usual then
      return
    end
    for _, mark in ipairs(marks) do
      if mark.form ~= usual then
        flag {
          at = mark.item:span(mark.field, mark.from, mark.to),
          figures = { form = mark.form, usual = usual },
          message = {
            zh = "此处写作“{form}”，其他各项多写作“{usual}”，建议统一",
            en = "'{form}' here, '{usual}' mostly elsewhere: use one form",
          },
        }
      end
    end
  end,
}
