-- Reads the numbers that items carry: 7, 7., （7）, ⑦, 七, （十二）, 2.7, 1-7.

local DIGITS = {
  ["〇"] = 0, ["零"] = 0, ["一"] = 1, ["二"] = 2, ["三"] = 3, ["四"] = 4,
  ["五"] = 5, ["六"] = 6, ["七"] = 7, ["八"] = 8, ["九"] = 9,
}
local POWERS = { ["十"] = 10, ["百"] = 100 }

-- What stands around a number and says nothing: brackets, dots, the word for "number".
local AROUND = {
  "（", "）", "【", "】", "〔", "〕", "、", "．", "。", "，", "：", "第", "项", "号", "\u{3000}", "\u{A0}",
}

local function full_width_to_ascii(text)
  return (text:gsub("\u{FF10}", "0"):gsub("\u{FF11}", "1"):gsub("\u{FF12}", "2"):gsub("\u{FF13}", "3")
    :gsub("\u{FF14}", "4"):gsub("\u{FF15}", "5"):gsub("\u{FF16}", "6"):gsub("\u{FF17}", "7")
    :gsub("\u{FF18}", "8"):gsub("\u{FF19}", "9"):gsub("－", "-"))
end

-- 七, 十二, 二十, 一百零三; nil: not such a number.
local function chinese(text)
  local total, digit = 0, nil
  for _, code in utf8.codes(text) do
    local character = utf8.char(code)
    if DIGITS[character] then
      digit = DIGITS[character]
    elseif POWERS[character] then
      total = total + (digit or 1) * POWERS[character]
      digit = nil
    else
      return nil
    end
  end
  return total + (digit or 0)
end

local numerals = {}

-- The prefix ("2." of "2.7", else "") and the number; nil: not a number that counts.
function numerals.parse(no)
  if not no then
    return nil
  end
  if no:find("^%d%d?%d?%d?$") then
    return "", math.tointeger(tonumber(no))
  end
  local text = full_width_to_ascii(no)
  for _, around in ipairs(AROUND) do
    text = text:gsub(around, "")
  end
  text = text:gsub("^[%s(]+", ""):gsub("[%s).,:]+$", "")
  if text == "" or #text > 40 then
    return nil
  end
  local prefix, digits = text:match("^(.-)(%d+)$")
  if digits and #digits <= 4 and (prefix == "" or prefix:find("^[%w.]*[.%-]$")) then
    return prefix, math.tointeger(tonumber(digits))
  end
  if utf8.len(text) == 1 then
    local code = utf8.codepoint(text)
    if code >= 0x2460 and code <= 0x2473 then -- ① to ⑳
      return "①", code - 0x2460 + 1
    end
  end
  local number = chinese(text)
  if number and number > 0 then
    return "一", number
  end
  return nil
end

return numerals
