-- Tags and entities that are left in the text of a cell, and one line on those that were taken off.

local markup = require "markup"

-- A tag whose name is one letter looks like a formula: a<b. Then it must not follow a letter or a
-- digit, unless it is closed as tags are.
local function is_comparison(text, from, name)
  return #name == 1 and text:sub(from - 1, from - 1):find("%w") ~= nil
end

-- The end of the tag whose name ends before `at`: what can stand between a name and its bracket.
local function tag_end(text, at)
  local _, to = text:find("^%s*/?>", at)
  if not to then
    _, to = text:find("^%s+[%w:_-]+%s*=[^<>]*>", at)
  end
  return to
end

-- <p  </td  <span style="…">
local function find_tags(text, found)
  for from, slash, name, after in text:gmatch("()<(/?)(%a[%w:]*)()") do
    if markup.elements[name:lower()] then
      local to = tag_end(text, after)
      if to or slash ~= "" or not is_comparison(text, from, name) then
        found(from, to or after - 1)
      end
    end
  end
end

-- What is left of a tag that lost its beginning: /p>  td>
local function find_tails(text, found)
  for from, slash, name, to in text:gmatch("()(/?)%f[%a](%a[%w:]*)%s*/?>()") do
    local before = text:sub(from - 1, from - 1)
    local is_tag = before == "<" or before:find("[%w:/]")
    if markup.elements[name:lower()] and not is_tag and (slash ~= "" or #name > 1) then
      found(from, to - 1)
    end
  end
end

-- &nbsp  &amp;  &#160;
local function find_entities(text, found)
  for from, name, to in text:gmatch("()&(#?%w+);?()") do
    if markup.entities[name] or name:find("^#%d+$") or name:find("^#[xX]%x+$") then
      found(from, to - 1)
    end
  end
end

local function find_comments(text, found)
  for _, mark in ipairs { "<!--", "-->" } do
    local from, to = text:find(mark, 1, true)
    if from then
      found(from, to)
    end
  end
end

-- What all markup has; most cells have none of it.
local MARKS = any_of { "<", ">", "&" }

local function flag_cell(item, field, text, flag)
  local function found(from, to)
    local span = item:span(field, from, to)
    flag {
      at = span,
      figures = { mark = span.text },
      message = {
        zh = "文中残留网页标记“{mark}”，建议对照原文删除",
        en = "web markup '{mark}' is left in the text: compare with the source and remove it",
      },
    }
  end
  find_tags(text, found)
  find_tails(text, found)
  find_entities(text, found)
  find_comments(text, found)
end

-- What the reader took off: the tags and entities among its repairs.
local function flag_removed(bulletin, flag)
  local cells, sample = 0, nil
  for _, repair in ipairs(bulletin.repairs) do
    if repair.kind == "html-tag" or repair.kind == "entity" then
      cells = cells + 1
      sample = sample or repair.detail
    end
  end
  if cells > 0 then
    flag {
      severity = "info",
      figures = { cells = cells, sample = sample },
      message = {
        zh = "读取时去除了{cells}个单元格里的网页标记（如“{sample}”），原文未改动",
        en = "web markup such as {sample} was taken off {cells} cells when reading; the source is unchanged",
      },
    }
  end
end

return check {
  id = "leftover-markup",
  severity = "warning",
  topic = "text",
  title = { zh = "残留网页标记", en = "Leftover web markup" },
  why = {
    zh = "网页标记混入正文，说明文字是从网页或编辑器转贴而来，读者会直接看到这些符号，检索和统计也会受影响。",
    en = "Markup in the text shows that it was pasted from a page or an editor; readers see it, and "
      .. "searching and counting suffer.",
  },
  options = {
    removed = {
      default = true,
      help = {
        zh = "说明读取时已去除了多少完整的标记",
        en = "say how many whole tags were taken off when reading",
      },
    },
  },

  whole = function(bulletin, opt, flag)
    for item, field, text in bulletin:cells(nil, MARKS) do
      flag_cell(item, field, text, flag)
    end
    if opt.removed then
      flag_removed(bulletin, flag)
    end
  end,
}
