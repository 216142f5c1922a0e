-- A bulletin owes its readers the year and the period it reports on, and must not contradict itself.

local ORDINALS = {
  ["一"] = 1, ["二"] = 2, ["三"] = 3, ["四"] = 4, ["1"] = 1, ["2"] = 2, ["3"] = 3, ["4"] = 4,
}

-- The quarter that a text ends with, before 季度; and whether it is a sum: 前三.
local function ordinal_at_end(text)
  for _, size in ipairs { 3, 1 } do
    local quarter = ORDINALS[text:sub(-size)]
    if quarter then
      return quarter, text:sub(-size - 3, -size - 1) == "前"
    end
  end
end

-- The quarter that a text names: 第三季度, 3季度; nil: none, or several.
local function quarter_of(text)
  local found
  for at in text:gmatch("()季度") do
    local quarter, is_sum = ordinal_at_end(text:sub(1, at - 1))
    if quarter and not is_sum then
      if found and found ~= quarter then
        return nil
      end
      found = quarter
    end
  end
  return found
end

-- Words before 季度 that need no number.
local EVERY = { ["本"] = true, ["各"] = true, ["全"] = true, ["每"] = true }

-- 季度 with nothing before it that says which.
local function lacks_ordinal(title)
  local at = title:find("季度", 1, true)
  local before = at and title:sub(1, at - 1)
  return before and not ordinal_at_end(before) and not EVERY[before:sub(-3)]
end

-- A month that no year has: converters lose the dash of 1-9月.
local function impossible_month(title)
  for month in title:gmatch("(%d+)月") do
    local number = tonumber(month)
    if number and (number < 1 or number > 12) then
      return month .. "月"
    end
  end
end

local function flag_title(bulletin, flag)
  local title = bulletin.title or ""
  local month = impossible_month(title)
  if lacks_ordinal(title) then
    flag {
      figures = { title = title },
      message = { zh = "标题“{title}”写有季度而没有写明第几季度，建议核实",
                  en = "the title '{title}' speaks of a quarter and does not say which: please verify" },
    }
  end
  if month then
    flag {
      figures = { month = month },
      message = { zh = "标题中的“{month}”不是月份，可能在转换时丢了连接号，建议核实",
                  en = "'{month}' in the title is no month: a dash may have been lost; please verify" },
    }
  end
  if title == "" or not bulletin.year then
    flag {
      figures = { title = title },
      message = title == "" and {
        zh = "没有标题，看不出是哪一年、哪一期的通报", en = "there is no title: neither year nor period can be seen",
      } or {
        zh = "标题“{title}”没有写明年份，建议核实", en = "the title '{title}' does not say the year: please verify",
      },
    }
  elseif not bulletin.period and not month and not lacks_ordinal(title) then
    flag {
      figures = { title = title },
      message = { zh = "标题“{title}”没有写明时段（季度、月份或全年），建议核实",
                  en = "the title '{title}' does not say the period (quarter, month or year): please verify" },
    }
  end
end

-- A header of another quarter than the title's was left over from the last bulletin.
local function flag_headers(bulletin, flag)
  local quarter = quarter_of(bulletin.title or "")
  for _, column in ipairs(bulletin.columns) do
    local other = quarter and quarter_of(column.header)
    if other and other ~= quarter then
      flag {
        figures = { title = bulletin.title, header = column.header },
        severity = "warning",
        message = { zh = "标题为“{title}”，表头却是“{header}”，建议核实是否沿用了别期的表格",
                    en = "the title is '{title}', a header says '{header}': check whether an older form was used" },
      }
    end
  end
end

return check {
  id = "title-period",
  severity = "note",
  topic = "table",
  title = { zh = "标题缺年份或时段", en = "Title without year or period" },
  why = {
    zh = "看不出年份和时段的通报无法与其他各期对照，其中“本季度”“年内”等说法也失去依据。",
    en = "Without year and period a bulletin cannot be held against others, and words such as 'this quarter' "
      .. "rest on nothing.",
  },
  options = {
    headers = { default = true,
      help = { zh = "表头中的时段也核对", en = "compare the periods in the headers, too" } },
  },

  whole = function(bulletin, opt, flag)
    flag_title(bulletin, flag)
    if opt.headers then flag_headers(bulletin, flag) end
  end,
}
