-- Numbers of items that are left out, given twice or out of order, in a run that counts upwards.

local numerals = require "numerals"

-- Items under one section title, and with one prefix (the "2." of "2.7"), count together. A run ends
-- where the count starts again at 1.
local function runs_of(bulletin)
  local runs, open = {}, {}
  for _, item in ipairs(bulletin.items) do
    local titles = {}
    for _, title in ipairs(item.section) do
      titles[#titles + 1] = title
    end
    local prefix, number = numerals.parse(item.no)
    local key = table.concat(titles, "\0") .. "\1" .. (prefix or "")
    local run = open[key]
    if number then
      if not run or (number == 1 and run.last ~= 1) then
        run = { unnumbered = 0 }
        runs[#runs + 1] = run
        open[key] = run
      end
      run.last = number
      run[#run + 1] = { item = item, number = number, unnumbered = run.unnumbered }
      run.unnumbered = 0
    elseif run then
      run.unnumbered = run.unnumbered + 1
    end
  end
  return runs
end

local function is_inherited(item)
  for _, field in ipairs(item.inherited) do
    if field == "no" then
      return true
    end
  end
  return false
end

-- Where each number stands first; and the entries that repeat one. Rows of a merged number cell
-- repeat it rightly, whether the reader saw the cell or only its text again in the row below.
local function index_run(run)
  local first, repeated = {}, {}
  for i, entry in ipairs(run) do
    local before = first[entry.number]
    local merged = is_inherited(entry.item)
    if not before then
      first[entry.number] = entry
    elseif not merged and entry.item.task ~= before.item.task then
      repeated[#repeated + 1] = entry
    elseif not merged and run[i - 1].number ~= entry.number then
      repeated[#repeated + 1] = entry
    end
  end
  return first, repeated
end

-- The stretches of numbers that no item of the run has, each with the item behind it.
local function gaps_of(run, first)
  local gaps, numbers = {}, {}
  for number in pairs(first) do
    numbers[#numbers + 1] = number
  end
  table.sort(numbers)
  for i = 2, #numbers do
    local from, to = numbers[i - 1] + 1, numbers[i] - 1
    -- items without a number in between may be the missing ones
    if to - from + 1 > first[numbers[i]].unnumbered then
      gaps[#gaps + 1] = { from = from, to = to, item = first[numbers[i]].item }
    end
  end
  return gaps, numbers
end

-- Entries whose number is less than that of the entry before them.
local function descents_of(run, first)
  local descents = {}
  for i = 2, #run do
    if run[i].number < run[i - 1].number and first[run[i].number] == run[i] then
      descents[#descents + 1] = { entry = run[i], before = run[i - 1] }
    end
  end
  return descents
end

local function range(gap)
  return gap.from == gap.to and ("%d"):format(gap.from) or ("%d–%d"):format(gap.from, gap.to)
end

local function flag_gap(gap, flag)
  flag {
    at = gap.item:span("no"),
    figures = { missing = range(gap), number = gap.item.no },
    message = {
      zh = "序号在“{number}”之前缺{missing}，建议核实是否漏项或编号有误",
      en = "before number {number}, {missing} is missing: check whether an item was left out or misnumbered",
    },
  }
end

-- A list that names only some items (those not finished, say) keeps the numbers of the full one.
local function flag_selection(gaps, numbers, flag)
  local missing, ranges = 0, {}
  for i, gap in ipairs(gaps) do
    missing = missing + gap.to - gap.from + 1
    if i <= 10 then
      ranges[i] = range(gap)
    end
  end
  flag {
    at = gaps[1].item:span("no"),
    severity = "info",
    figures = { missing = missing, present = #numbers, list = table.concat(ranges, ", ") },
    message = {
      zh = "序号有{missing}个不在表中（{list}……），表中有{present}个，可能只列出了部分事项，建议核实",
      en = "{missing} numbers are not in the table ({list} …), {present} are: it may list only some of the items",
    },
  }
end

local function flag_descent(descent, flag)
  flag {
    at = descent.entry.item:span("no"),
    against = descent.before.item:span("no"),
    severity = "note",
    figures = { number = descent.entry.item.no, before = descent.before.item.no },
    message = {
      zh = "序号“{number}”排在“{before}”之后，顺序不对，建议核实",
      en = "number {number} stands behind {before}: check the order",
    },
  }
end

-- A table that is sorted by something else.
local function flag_unsorted(descents, flag)
  flag {
    at = descents[1].entry.item:span("no"),
    severity = "info",
    figures = { places = #descents },
    message = {
      zh = "序号有{places}处不按顺序，可能是按其他方式排列的",
      en = "the numbers are out of order in {places} places: the table may be sorted by something else",
    },
  }
end

return check {
  id = "number-gaps",
  severity = "warning",
  topic = "table",
  title = { zh = "序号缺漏、重复或错序", en = "Numbers missing, repeated or out of order" },
  why = {
    zh = "序号中断说明可能漏了整项任务；序号重复会使引用混淆。",
    en = "A break in the numbers may mean that a whole item was left out; a number given twice makes "
      .. "references ambiguous.",
  },
  options = {
    most = {
      type = "integer", default = 5, min = 1, max = 1000,
      help = {
        zh = "缺漏或错序多于这一处数时合并为一条提示",
        en = "more gaps, or breaks of order, than this are told as one finding",
      },
    },
  },

  whole = function(bulletin, opt, flag)
    for _, run in ipairs(runs_of(bulletin)) do
      local first, repeated = index_run(run)
      for _, entry in ipairs(repeated) do
        flag {
          at = entry.item:span("no"),
          against = first[entry.number].item:span("no"),
          figures = { number = entry.item.no },
          message = {
            zh = "序号“{number}”重复出现，建议核实编号",
            en = "number {number} is given twice: check the numbering",
          },
        }
      end
      local gaps, numbers = gaps_of(run, first)
      if #gaps > opt.most then
        flag_selection(gaps, numbers, flag)
      else
        for _, gap in ipairs(gaps) do
          flag_gap(gap, flag)
        end
      end
      local descents = descents_of(run, first)
      if #descents > opt.most then
        flag_unsorted(descents, flag)
      else
        for _, descent in ipairs(descents) do
          flag_descent(descent, flag)
        end
      end
    end
  end,
}
