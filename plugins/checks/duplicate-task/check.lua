-- The same task stands twice in a table.

-- Shorter ones are names of indicators, or "other", and may well come again.
local SHORTEST = 18 -- bytes: six Chinese characters

local BLANKS = any_of { " ", "\t", "\n", "\v", "\f", "\r", "\u{3000}" }

-- The text without white space and final mark.
local function fold(text)
  text = BLANKS:removed(text)
  for _, mark in ipairs { "。", "；", ".", ";" } do
    if text:sub(-#mark) == mark then
      return text:sub(1, -#mark - 1)
    end
  end
  return text
end

local function is_inherited(item)
  for _, field in ipairs(item.inherited) do
    if field == "task" then
      return true
    end
  end
  return false
end

-- Items by section and task, each list in the order of the table.
local function group(bulletin)
  local groups, order = {}, {}
  for _, item in ipairs(bulletin.items) do
    local task = item.task and fold(item.task) or ""
    if #task >= SHORTEST and not is_inherited(item) then
      local titles = {}
      for i, title in ipairs(item.section) do
        titles[i] = title
      end
      local key = table.concat(titles, "\0") .. "\1" .. task
      if not groups[key] then
        groups[key] = {}
        order[#order + 1] = groups[key]
      end
      table.insert(groups[key], item)
    end
  end
  return order
end

local function same(a, b, field)
  return fold(a:text(field) or "") == fold(b:text(field) or "")
end

local function is_whole_row(a, b)
  return same(a, b, "units") and same(a, b, "target") and same(a, b, "result")
end

-- Rows that follow each other are one task with several parts (the cell was merged); three and more,
-- each with units of its own, are a list by units.
local function is_layout(list, i)
  local before, item = list[i - 1], list[i]
  return item.index == before.index + 1 or (#list > 2 and not same(before, item, "units"))
end

return check {
  id = "duplicate-task",
  severity = "note",
  topic = "table",
  title = { zh = "任务重复", en = "Task given twice" },
  why = {
    zh = "同一任务在表中出现两次，统计项数和完成率时会重复计算。",
    en = "A task that stands in the table twice is counted twice, in numbers of items and in rates.",
  },
  options = {
    whole_rows = { default = false,
      help = { zh = "只提示整行相同的", en = "tell only rows that are the same as a whole" } },
  },

  whole = function(bulletin, opt, flag)
    for _, list in ipairs(group(bulletin)) do
      for i = 2, #list do
        local before, item = list[i - 1], list[i]
        local whole = is_whole_row(before, item)
        if whole or (not opt.whole_rows and not is_layout(list, i)) then
          flag {
            at = item:span("task"),
            against = before:span("task"),
            severity = whole and "warning" or nil,
            figures = { no = before.no or before.index },
            message = whole and {
              zh = "与第{no}项的任务、目标、单位和完成情况都相同，建议核实是否重复列入",
              en = "the same task, target, units and result as item {no}: check whether it was listed twice",
            } or {
              zh = "任务与第{no}项相同，建议核实是否重复列入",
              en = "the same task as item {no}: check whether it was listed twice",
            },
          }
        end
      end
    end
  end,
}
