-- A character mistaken for another one that sounds or looks like it: 己完成 for 已完成.

local words = require "words"

local SENSE = "词义误用" -- the kind of words.lua that an option leaves out

local KINDS = {
  ["同音误用"] = "of the same sound", ["形近误用"] = "of like shape", [SENSE] = "of another sense",
}

local ENTRIES = {}
for _, entry in ipairs(words) do
  ENTRIES[entry[1]] = entry
end
local TYPED = any_of(ENTRIES)

local function ends_with(text, to, list)
  for _, part in ipairs(list) do
    if text:sub(to - #part + 1, to) == part then
      return true
    end
  end
  return false
end

local function starts_with(text, from, list)
  for _, part in ipairs(list) do
    if text:sub(from, from + #part - 1) == part then
      return true
    end
  end
  return false
end

local function is_mistake(entry, text, from, to)
  if entry.not_before and ends_with(text, from - 1, entry.not_before) then
    return false
  end
  if entry.not_after and starts_with(text, to + 1, entry.not_after) then
    return false
  end
  return not entry.only_after or starts_with(text, to + 1, entry.only_after)
end

local function flag_word(span, opt, flag)
  local item, field = span.item, span.field
  local entry, text = ENTRIES[span.text], item:text(field)
  if (opt.sense or entry[3] ~= SENSE) and is_mistake(entry, text, span.from, span.to) then
    local last = utf8.offset(text, 4, span.to + 1) -- three characters more, to be seen
    flag {
      at = item:span(field, span.from, (last or #text + 1) - 1),
      confidence = 0.8,
      figures = { typed = span.text, meant = entry[2], zh = entry[3], en = KINDS[entry[3]] },
      message = {
        zh = "“{typed}”疑为“{meant}”（{zh}），建议核实",
        en = "'{typed}' may be meant as '{meant}' ({en}); please verify",
      },
    }
  end
end

return check {
  id = "wrong-character",
  severity = "note",
  topic = "text",
  title = { zh = "疑似错别字", en = "A character that may be mistaken" },
  why = {
    zh = "同音、形近字误用是公文录入中最常见的差错，检索时也会漏掉。这里只提示常见的固定搭配，是否有误请人工核对。",
    en = "Characters mistaken for others of the same sound or shape are the commonest slips of typing. Only well-known "
      .. "pairs are told, and only suggested.",
  },
  options = {
    sense = {
      default = true,
      help = {
        zh = "“截止9月底”（应为“截至”）一类词义误用也提示",
        en = "also words of another sense, such as 截止9月底 for 截至9月底",
      },
    },
  },

  whole = function(bulletin, opt, flag)
    for _, span in ipairs(bulletin:find_any(bulletin.prose, TYPED)) do
      flag_word(span, opt, flag)
    end
  end,
}
