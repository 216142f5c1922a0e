-- Of several things that the target names, the result speaks of some and is silent on others.

local words = require "words"

local ENDINGS = any_of(words.endings)

-- The name without the verb before it: 建设濳源小学 is told by its last characters.
local function ending_of(name)
  local from = ENDINGS:before(name)
  if from and from > 1 then return name:sub(from) end
  for _, ending in ipairs(from and words.endings or {}) do -- the name is an ending: one within it
    if #name > #ending and name:sub(-#ending) == ending then return ending end
  end
end

-- At least two characters before the ending, by which the name is known: 学府 of 学府路, 启岳 of 启岳智能项目.
local function core_of(name)
  local ending = ending_of(name)
  if not ending then return nil end
  local stem = name:sub(1, -#ending - 1)
  local length = utf8.len(stem) or 0
  if length < 2 or length > 8 or stem:find("[%d]") then return nil end
  return stem:sub(utf8.offset(stem, -2)), stem:sub(1, utf8.offset(stem, 3) - 1)
end

-- What the list is said to do stands behind its last name: 北屏幼儿园主体封顶.
local function without_verb(name)
  local first
  for _, ending in ipairs(ENDINGS:find(name.text) and words.endings or {}) do
    local i, j = name.text:find(ending, 1, true)
    if i and (utf8.len(name.text:sub(1, i - 1)) or 0) >= 2 and (not first or j < first) then first = j end
  end
  if not first or first == #name.text then return name end
  return { from = name.from, to = name.from + first - 1, text = name.text:sub(1, first) }
end

-- The stretches of text between 、, each with its place.
local function stretches(text, from, to)
  local list = {}
  while from <= to do
    local i, j = text:find("、", from, true)
    if not i or i > to then i, j = to + 1, to + 1 end
    list[#list + 1] = { from = from, to = i - 1, text = text:sub(from, i - 1) }
    from = j + 1
  end
  return list
end

local function names_in(text, demand)
  local list = stretches(text, demand.from, demand.to)
  list[#list] = without_verb(list[#list])
  return list
end

-- The names from `from` to `to`, or nil: one of them is too short or too long, or holds a mark, to be one.
local function names_before(text, from, to)
  local list = stretches(text, from, to)
  for _, name in ipairs(list) do
    local length = utf8.len(name.text) or 0
    if length < 2 or length > 8 or name.text:find("[%w%p]") or name.text:find("，", 1, true) then return nil end
  end
  return #list > 1 and list or nil
end

-- 东湖、梅林2个卫生服务中心: so many names as are counted, each known by itself, whatever it ends in.
local function counted_names(item, text, demand)
  for _, figure in ipairs(item.quantities) do
    local counted = figure.field == demand.field and figure.dimension == "count" and figure.kind == "level"
      and figure.comparator == "eq" and figure.from > demand.from and figure.to <= demand.to
    if counted then
      local list = names_before(text, demand.from, figure.from - 1)
      return list and #list == figure.value and list or nil
    end
  end
end

-- What tells counted names apart. What the list is asked to become may stand before the first (完成河东、河西2个泵站), so
-- that the last two characters tell it; of two that differ in one of these only (城南、城北; 一期、二期) that one does.
local function tell_apart(list)
  local told, first, last = {}, {}, {}
  for i, name in ipairs(list) do
    local tail = name.text:sub(utf8.offset(name.text, -2))
    local second = utf8.offset(tail, 2)
    told[i] = tail
    first[tail:sub(1, second - 1)], last[tail:sub(second)] = true, true
  end
  for i, tail in ipairs(told) do
    local second = utf8.offset(tail, 2)
    if next(first, next(first)) == nil then
      told[i] = tail:sub(second)
    elseif next(last, next(last)) == nil then
      told[i] = tail:sub(1, second - 1)
    end
  end
  return told
end

-- The rest of the list, without its names: 另一个街道正在签约.
local REST = any_of { "全部", "均", "等", "另", "其余", "剩余", "余下", "其他", "都已" }

local OVER = { cancelled = true, transferred = true, suspended = true }

return check {
  id = "name-unanswered",
  severity = "note",
  topic = "targets",
  title = { zh = "目标所列名称在完成情况中未见", en = "A named thing of the target is not spoken of" },
  why = {
    zh = "目标并列了几个名称（道路、学校、企业等），完成情况提到了一部分，其余未见。",
    en = "The target names several roads, schools or firms; the result speaks of some of them and not of the others.",
  },
  options = {
    least = { type = "integer", default = 1, min = 1, max = 100,
      help = { zh = "从几个名称起提示", en = "names from which it is told" } },
  },
  each_item = function(item, opt, flag)
    local demands, result = item.demands, item.result
    if #demands == 0 or not result then return end
    local text = item:text(demands[1].field)
    if not text:find("、", 1, true) or OVER[item.status.label] then return end
    for _, demand in ipairs(demands) do
      local known, missing = 0, {}
      local counted = counted_names(item, text, demand)
      local told = counted and tell_apart(counted)
      for i, name in ipairs(counted or demand.text:find("、", 1, true) and names_in(text, demand) or {}) do
        local last, first = core_of(name.text)
        if told then last, first = told[i], name.text end
        if last and (result:find(last, 1, true) or result:find(first, 1, true)) then
          known = known + 1
        elseif last then
          missing[#missing + 1] = name
        end
      end
      if known > 0 and #missing >= opt.least then
        if not REST:find(result) then
          flag {
            at = item:span(demand.field, missing[1].from, missing[1].to), confidence = 0.7,
            figures = { name = missing[1].text, count = #missing },
            message = {
              zh = "目标所列的“{name}”等{count}处在完成情况中未见，建议核实",
              en = "{count} of the things that the target names, such as {name}, are not spoken of in the "
                .. "result; please verify",
            },
          }
        end
      end
    end
  end,
}
