-- Twelve checks of every item, counted, for scripts/bench: twelve.py, twelve.js and twelve.c beside this
-- workspace do the same by regular expressions and come to the same twelve numbers.

local LATE = any_of { "推迟", "延期", "暂缓" }
local UNITS = any_of { "亿元", "万元", "%", "人", "项", "个", "亩", "家" }
local HAN = "[\xE4-\xE9][\x80-\xBF][\x80-\xBF]"
local TWICE = "(" .. HAN .. HAN .. ")%1"

-- Each number with a unit right behind it: how many, and the first of every unit.
local function figures(text)
  local count, first = 0, {}
  for number, behind in text:gmatch("(%d+%.?%d*)()") do
    local last = UNITS:at(text, behind)
    if last then
      local unit = text:sub(behind, last)
      count, first[unit] = count + 1, first[unit] or tonumber(number)
    end
  end
  return count, first
end

local function count_all(bulletin)
  local counts = { 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0 }
  local function add(check, number)
    counts[check] = counts[check] + number
  end
  for _, item in ipairs(bulletin.items) do
    local task, target, units, result = item.task or "", item.target or "", item:text("units") or "", item.result or ""
    if result == "" then add(1, 1) end
    if result == target then add(2, 1) end
    if task:find("（", 1, true) then add(3, 1) end
    if result:find(TWICE) then add(4, 1) end
    if target:find("%d") then add(5, 1) end
    if result:find("%d") then add(6, 1) end
    if units:find("牵头", 1, true) then add(7, 1) end
    if LATE:find(result) then add(8, 1) end
    local done, reached = figures(result)
    local asked, wanted = figures(target)
    add(9, done)
    add(10, asked)
    for unit, number in next, wanted do
      if reached[unit] and reached[unit] < number then add(11, 1) end
    end
    if result:sub(-3) ~= "。" or result:find(",", 1, true) then add(12, 1) end
  end
  return counts
end

return check {
  id = "twelve",
  severity = "info",
  title = "Twelve checks, counted",

  whole = function(bulletin, _, flag)
    flag { message = "counts: " .. table.concat(count_all(bulletin), " ") .. " ." }
  end,
}
