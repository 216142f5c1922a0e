-- A figure whose unit was cut short: 56.3亿 beside 62亿元, 5000平方.

local MAGNITUDES = { "亿", "万" }

-- What stands behind an amount that has no unit: nothing, or a mark.
local MARKS = { ["，"] = true, ["。"] = true, ["；"] = true, ["、"] = true, ["）"] = true, ["："] = true }

local FIELDS = { "target", "result" }

-- Units that are no unit yet.
local CLIPPED = { "平方", "立方" }

local function is_end(text, at)
  return at > #text or MARKS[text:sub(at, at + 2)] ~= nil or text:find("^[%s,;:)]", at) ~= nil
end

-- The first amount of money of the item in this magnitude that has its unit.
local function with_unit(item, magnitude)
  for _, figure in ipairs(item.quantities) do
    if figure.dimension == "money" and figure.text:find(magnitude .. figure.unit, 1, true) then
      return figure
    end
  end
end

-- Where the number begins that ends before `at`; nil: none does.
local function number_before(text, at)
  local number = text:sub(1, at - 1):match("[%d.]+$")
  return number and number:find("^%d") and at - #number
end

local function flag_bare(item, field, text, magnitude, flag)
  local at, to = text:find(magnitude, 1, true)
  while at do
    local from = is_end(text, to + 1) and number_before(text, at)
    local other = from and with_unit(item, magnitude)
    if other then
      local span = item:span(field, from, to)
      flag {
        at = span,
        against = other,
        figures = { bare = span.text, other = other.text },
        message = {
          zh = "“{bare}”没有写明计量单位，同项另有“{other}”，建议核实",
          en = "'{bare}' has no unit, while the item says '{other}' elsewhere: please verify",
        },
      }
    end
    at, to = text:find(magnitude, to + 1, true)
  end
end

local function flag_clipped(item, field, text, unit, flag)
  for from, to in text:gmatch("()%f[%d.]%d[%d.]*[\xE4\xE5]?[\x80-\xBF]*" .. unit .. "()") do
    if is_end(text, to) then
      local span = item:span(field, from, to - 1)
      flag {
        at = span,
        figures = { clipped = span.text },
        message = {
          zh = "“{clipped}”的计量单位不完整（缺“米”或“公里”），建议核实",
          en = "the unit of '{clipped}' is cut short (米 or 公里 is missing): please verify",
        },
      }
    end
  end
end

return check {
  id = "unit-incomplete",
  severity = "note",
  topic = "text",
  title = { zh = "计量单位不完整", en = "Unit cut short" },
  why = {
    zh = "“56.3亿”没有写明是元还是美元，“5000平方”没有写明是平方米，与目标对照时只能推断。",
    en = "56.3亿 does not say of what: yuan or dollars. Beside 62亿元 it can only be guessed; so with 5000平方.",
  },
  options = {
    magnitudes = { default = true,
      help = { zh = "“亿”“万”后缺“元”的也提示", en = "tell 亿 and 万 without 元" } },
    areas = { default = true,
      help = { zh = "“平方”“立方”后缺“米”的也提示", en = "tell 平方 and 立方 without 米" } },
  },

  each_item = function(item, opt, flag)
    for _, field in ipairs(FIELDS) do
      local text = item:text(field) or ""
      for _, magnitude in ipairs(opt.magnitudes and MAGNITUDES or {}) do
        if text:find(magnitude, 1, true) then
          flag_bare(item, field, text, magnitude, flag)
        end
      end
      for _, unit in ipairs(opt.areas and CLIPPED or {}) do
        if text:find(unit, 1, true) then
          flag_clipped(item, field, text, unit, flag)
        end
      end
    end
  end,
}
