-- The same result, or the same long sentence of one, stands at two items.

local BREAKS = any_of { "。", "；", "！", "\n" }

-- Each sentence of at least so many bytes, with its positions, without the mark behind it.
local function sentences(text, least)
  local list, start = {}, 1
  while start <= #text do
    local mark, last = BREAKS:find(text, start)
    local stop = mark or #text + 1
    if stop - start >= least then
      list[#list + 1] = { from = start, to = stop - 1 }
    end
    start = (last or stop) + 1
  end
  return list
end

-- The same sentence may be introduced by another number: 1、 （2） 3.
local function without_number(sentence)
  if not sentence:find("^[%s%d(\xEF]") then
    return sentence, 0
  end
  local number = sentence:match("^%s*%(?%d%d?[%.%)]%s*") or sentence:match("^%s*%d%d?、%s*")
    or sentence:match("^%s*（%d%d?）%s*") or sentence:match("^%s*")
  return sentence:sub(#number + 1), #number
end

-- The one mark that may end a cell and takes nothing off its meaning.
local function whole_length(text)
  if not text:find("%s", -1) then return #text end
  return #(text:match("^(.*%S)") or "")
end

return check {
  id = "duplicate-result",
  severity = "note",
  topic = "table",
  title = { zh = "完成情况重复", en = "Result given twice" },
  why = {
    zh = "两项任务的完成情况有整句相同：可能是同一成果报了两次，也可能是填报时粘贴错行。",
    en = "Two items share a whole sentence of their results: one achievement may have been reported twice, "
      .. "or a result was pasted into the wrong row.",
  },
  options = {
    least = {
      type = "integer", default = 20, min = 4, max = 1000,
      help = {
        zh = "相同的句子至少多少字才提示",
        en = "characters that a shared sentence must have",
      },
    },
  },

  whole = function(bulletin, opt, flag)
    local first = {}
    for _, item in ipairs(bulletin.items) do
      local text = item.result or ""
      for _, place in ipairs(sentences(text, opt.least)) do
        local from, to = place.from, place.to
        local body, skipped = without_number(text:sub(from, to))
        local before = #body >= opt.least and first[body]
        if before and before.item.task ~= item.task then
          local whole = #body + #"。" >= whole_length(text) and before.whole
          flag {
            at = item:span("result", from + skipped, to),
            against = before.item:span("result", before.from, before.to),
            figures = { no = before.item.no or before.item.index },
            message = whole and {
              zh = "完成情况与第{no}项完全相同，建议核实是否填错行或重复报送",
              en = "the same result as item {no}: check whether it was pasted into the wrong row or reported twice",
            } or {
              zh = "这句话与第{no}项完全相同，建议核实是否同一成果重复报送",
              en = "the same sentence as in item {no}: check whether one achievement was reported twice",
            },
          }
        elseif #body >= opt.least and not before and (#body >= 4 * opt.least or utf8.len(body) >= opt.least) then
          first[body] = { item = item, from = from + skipped, to = to,
                          whole = #body + #"。" >= whole_length(text) }
        end
      end
    end
  end,
}
