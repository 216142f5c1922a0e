-- Numbers of the parts of a text whose mark changes: 1、…；2.…

-- What can stand right before a number that begins a part: else it is a figure of the sentence.
local BREAKS = {
  ["。"] = true, ["；"] = true, ["："] = true, ["，"] = true, ["、"] = true, ["！"] = true,
  ["”"] = true, ["）"] = true, ["\u{3000}"] = true,
}
local NARROW_BREAKS = "^[%s;:,.)]$"

local function begins_part(text, from)
  return from == 1 or text:sub(from - 1, from - 1):find(NARROW_BREAKS) ~= nil
    or BREAKS[text:sub(from - 3, from - 1)] ~= nil
end

-- The mark behind the digits that end before `to`: 、 ． . and where it ends; nil: none. A digit behind it
-- makes it a figure or a list: 1.5亿元, 1、2号楼.
local function mark_at(text, to)
  for _, mark in ipairs { "、", "．", "." } do
    if text:sub(to, to + #mark - 1) == mark then
      local stop = to + #mark
      if not text:find("^%d", stop) then
        return mark, stop - 1
      end
    end
  end
end

-- Adds a number to the run; a 1 begins a new one, what does not go on is none of it.
local function add(run, number, style, from, to)
  if number == 1 then
    for i = #run, 1, -1 do
      run[i] = nil
    end
  end
  if number == #run + 1 then
    run[number] = { style = style, from = from, to = to }
  end
end

-- 1、 2. 3．
local function plain_run(text)
  local run = {}
  for from, digits, to in text:gmatch("()(%d+)()") do
    if #digits <= 2 and begins_part(text, from) then
      local mark, stop = mark_at(text, to)
      if mark then
        add(run, tonumber(digits), mark, from, stop)
      end
    end
  end
  return run
end

-- （1） (2)
local function bracketed_run(text)
  local run, found = {}, {}
  if not (text:find("(1)", 1, true) or text:find("（1）", 1, true)) then
    return run
  end
  for from, digits, to in text:gmatch("()%((%d%d?)%)()") do
    found[#found + 1] = { from, tonumber(digits), "()", to - 1 }
  end
  local wide = #found
  for from, digits, to in text:gmatch("()（(%d%d?)）()") do
    found[#found + 1] = { from, tonumber(digits), "（）", to - 1 }
  end
  if wide > 0 and #found > wide then
    table.sort(found, function(a, b) return a[1] < b[1] end)
  end
  for _, one in ipairs(found) do
    add(run, one[2], one[3], one[1], one[4])
  end
  return run
end

-- The first number whose mark differs from that of number 1.
local function first_other(run)
  for i = 2, #run do
    if run[i].style ~= run[1].style then
      return run[i]
    end
  end
end

local READERS = { plain_run, bracketed_run }

-- Text without a number 1 has no run: most cells end here.
local FIRSTS = any_of { "1、", "1.", "1．", "(1)", "（1）" }

local function flag_within(item, field, text, run, flag)
  local other = first_other(run)
  if other then
    flag {
      at = item:span(field, other.from, other.to),
      against = item:span(field, run[1].from, run[1].to),
      figures = { here = text:sub(other.from, other.to), first = text:sub(run[1].from, run[1].to) },
      message = {
        zh = "同一单元格内编号形式不一：先为“{first}”，此处为“{here}”，建议统一",
        en = "numbers of one cell take two forms: '{first}' first, '{here}' here: use one",
      },
    }
  end
  return other
end

local function flag_between(item, before, field, run, flag)
  flag {
    at = item:span(field, run[1].from, run[1].to),
    against = item:span(before.field, before.run[1].from, before.run[1].to),
    severity = "info",
    figures = { here = item:text(field):sub(run[1].from, run[1].to),
                there = item:text(before.field):sub(before.run[1].from, before.run[1].to) },
    message = {
      zh = "同一项各栏的编号形式不一：另一栏为“{there}”，此处为“{here}”，建议统一",
      en = "numbers in two columns of one row take two forms: '{there}' there, '{here}' here: use one",
    },
  }
end

-- `before`: by kind of number, the first column of the row that has such, and its run.
local function flag_cell(item, field, text, before, opt, flag)
  for kind, read in ipairs(READERS) do
    local run = read(text)
    if #run > 1 and not flag_within(item, field, text, run, flag) then
      if not before[kind] then
        before[kind] = { field = field, run = run }
      elseif opt.between and before[kind].run[1].style ~= run[1].style then
        flag_between(item, before[kind], field, run, flag)
      end
    end
  end
end

return check {
  id = "mixed-enumerators",
  severity = "note",
  topic = "text",
  title = { zh = "编号形式不一", en = "Numbers of parts in two forms" },
  why = {
    zh = "同一单元格里“1、”“2.”混用，按编号拆分、对照各部分时容易出错。",
    en = "Where the parts of a cell are numbered in two forms, dividing it by its numbers goes wrong.",
  },
  options = {
    between = {
      default = true,
      help = {
        zh = "同一项的各栏之间编号形式不同时也提示",
        en = "also where two columns of one row differ",
      },
    },
  },

  whole = function(bulletin, opt, flag)
    local row, before
    for item, field, text in bulletin:cells(bulletin.prose, FIRSTS) do
      if item ~= row then
        row, before = item, {}
      end
      flag_cell(item, field, text, before, opt, flag)
    end
  end,
}
