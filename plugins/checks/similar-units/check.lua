-- Names that look like one body under two names: 县住建局 and 县住房和城乡建设局. Only suggested, never merged.

local words = require "words"

-- Names with the same ending are compared in pairs; more of them than this are no bulletin.
local MOST = 300

local CHARACTER = "[\0-\x7F\xC2-\xFD][\x80-\xBF]*"

local function characters(name)
  local list = {}
  for character in name:gmatch(CHARACTER) do
    list[#list + 1] = character
  end
  return list
end

local function ends_with(text, ending)
  return #text > #ending and text:sub(-#ending) == ending
end

local function has_any(text, list)
  for _, word in ipairs(list) do
    if text:find(word, 1, true) then
      return true
    end
  end
  return false
end

-- The characters of a name; most are never asked for.
local function list_of(name)
  name.list = name.list or characters(name.name)
  return name.list
end

-- Every name: where it stands first, how often, how many characters it has, the first and the last.
local function names_of(bulletin)
  local names, order = {}, {}
  for _, item in ipairs(bulletin.items) do
    for _, unit in ipairs(item.units) do
      local name = unit.name
      if unit.role ~= "group" and not names[name] then
        names[name] = { name = name, unit = unit, count = 0, length = utf8.len(name),
                        first = name:sub(1, utf8.offset(name, 2) - 1), last = name:sub(utf8.offset(name, -1)),
                        ending = name:sub(utf8.offset(name, -3) or 1) }
        order[#order + 1] = names[name]
      end
      if names[name] then
        names[name].count = names[name].count + 1
      end
    end
  end
  return names, order
end

-- What the longer name has between the characters of the shorter one; nil: those are not all in it, in
-- their order.
local function added(short, long)
  local rest, at, list = {}, 1, list_of(short)
  for _, character in ipairs(list_of(long)) do
    if character == list[at] then
      at = at + 1
    else
      rest[#rest + 1] = character
    end
  end
  if at > #list then
    return table.concat(rest)
  end
end

-- 住建局 in 住房和城乡建设局: the same beginning and ending, and nothing between that makes another body.
local function is_short_form(short, long)
  if short.length < 4 or short.first ~= long.first then
    return false
  end
  local rest = added(short, long)
  for _, word in ipairs(rest and words.neutral or {}) do
    rest = rest:gsub(word, "")
  end
  return rest ~= nil and not has_any(rest, words.distinct)
end

-- 林业局 and 县林业局, 甲县林业局 and 县林业局: the level or the place before the name.
local function is_without_place(short, long, place)
  if not ends_with(long.name, short.name) or short.length < 3 then
    return false
  end
  local before = long.name:sub(1, #long.name - #short.name)
  if place and place ~= "" and (before == place or before .. short.first == place) then
    return true
  end
  for _, level in ipairs(words.levels) do
    if before == level then
      return true
    end
  end
  return false
end

-- Whether two names with the same last character look like one body.
local function is_alike(a, b, place)
  local short, long = a, b
  if a.length > b.length then
    short, long = b, a
  end
  return short.length < long.length
    and (is_short_form(short, long) or is_without_place(short, long, place))
end

local function suggest(a, b, flag)
  local rare, usual = b, a
  if b.count > a.count then
    rare, usual = a, b
  end
  flag {
    at = rare.unit,
    related = { usual.unit },
    confidence = 0.6,
    figures = { name = rare.name, other = usual.name, count = usual.count },
    message = {
      zh = "“{name}”与“{other}”（出现{count}次）可能是同一单位的两种写法，建议核实；程序未作合并",
      en = "'{name}' and '{other}' ({count} times) may be one body under two names: please verify; nothing was merged",
    },
  }
end

-- 桃溪镇 and 桃溪镇人民政府.
local function find_endings(names, order, flag)
  for _, long in ipairs(order) do
    for _, ending in ipairs(words.endings) do
      local stem = ends_with(long.name, ending) and long.name:sub(1, -#ending - 1)
      local short = stem and names[stem]
      if short and stem and has_any(stem:sub(-9), words.places) then
        suggest(short, long, flag)
        break
      end
    end
  end
end

return check {
  id = "similar-units",
  severity = "note",
  topic = "table",
  title = { zh = "疑似同一单位的不同名称", en = "One body under two names, perhaps" },
  why = {
    zh = "同一单位有时写简称、有时写全称，按单位统计任务时会被算作两个。这里只提示，是否同一单位请核实。",
    en = "A body that is named now in full, now in short, counts as two in every list by units. Only suggested: "
      .. "near names can be two bodies.",
  },
  options = {
    endings = { default = true,
      help = { zh = "一个名称是另一个的结尾时也提示", en = "tell, too, where one name ends in another" } },
  },

  whole = function(bulletin, opt, flag)
    local names, order = names_of(bulletin)
    local by_ending = {}
    for _, name in ipairs(order) do
      local group = by_ending[name.last] or {}
      by_ending[name.last] = group
      for _, other in ipairs(group) do
        -- one or the other, or they are not alike: most pairs end here
        local perhaps = other.first == name.first or other.ending == name.ending
        if perhaps and is_alike(other, name, bulletin.place) then
          suggest(other, name, flag)
        end
      end
      if #group < MOST then
        group[#group + 1] = name
      end
    end
    if opt.endings then find_endings(names, order, flag) end
  end,
}
