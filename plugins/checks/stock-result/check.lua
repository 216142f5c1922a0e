-- Results, and sentences of them, that consist of stock phrases.

local words = require "words"

local BREAKS = any_of { "。", "；", "！", "\n" }

-- Numbers before a sentence, a pattern for each mark: a class would match bytes of other characters.
local NUMBERS = { "^%s*%d%d?%.%s*", "^%s*%d%d?、%s*", "^%s*%d%d?．%s*", "^%s*（%d%d?）" }

local STOCK, CONCRETE = any_of(words.stock), any_of(words.concrete)

local function is_concrete(sentence)
  for _, number in ipairs(NUMBERS) do
    sentence = sentence:gsub(number, "")
  end
  return sentence:find("%d") ~= nil or CONCRETE:find(sentence) ~= nil
end

-- Where each sentence of a text begins and ends.
local function sentences(text)
  local list, from = {}, 1
  while from <= #text do
    local stop, last = BREAKS:find(text, from)
    local to = (stop or #text + 1) - 1
    local sentence = text:sub(from, to)
    if sentence:find("[\x80-\xFF]") then
      list[#list + 1] = { from = from, to = to, text = sentence }
    end
    from = (last or #text) + 1
  end
  return list
end

-- The first stock phrase of each sentence that has nothing else.
local function empty_sentences(spans, list)
  local places, at = {}, 1
  for _, span in ipairs(spans) do
    while list[at] and list[at].to < span.from do
      at = at + 1
    end
    local sentence = list[at]
    if sentence and not sentence.seen then
      sentence.seen = true
      if not is_concrete(sentence.text) then
        places[#places + 1] = { span = span, sentence = sentence }
      end
    end
  end
  return places
end

return check {
  id = "stock-result",
  severity = "note",
  topic = "open",
  title = { zh = "完成情况只有套话", en = "Result in stock phrases only" },
  why = {
    zh = "“各项工作有序推进”一类说法没有数字、成果和节点，读者无法判断做到了哪一步。",
    en = "'All work is going well' has no figure, output or milestone: readers cannot tell how far things are.",
  },
  options = {
    sentences = {
      default = true,
      help = {
        zh = "完成情况中只有个别句子是套话时也提示",
        en = "also where only some sentences of a result are such",
      },
    },
  },

  each_item = function(item, opt, flag)
    local text = item.result
    local spans = text and item:find_any("result", STOCK) or {}
    if #spans == 0 then
      return
    end
    local list = sentences(text)
    local places = empty_sentences(spans, list)
    local all = #places == #list
    if #places == 0 or not (all or opt.sentences) then
      return
    end
    for i, place in ipairs(places) do
      if not all or i == 1 then
        flag {
          at = item:span("result", place.sentence.from, place.sentence.to),
          severity = not all and "info" or nil,
          confidence = 0.8,
          figures = { phrase = place.span.text },
          message = all and {
            zh = "完成情况只有“{phrase}”一类说法，未见数字、成果或节点，建议补充核实",
            en = "the result says '{phrase}' and the like, and neither figure, output nor milestone: ask for them",
          } or {
            zh = "这句话只有“{phrase}”一类说法，未见数字、成果或节点",
            en = "this sentence says '{phrase}' and neither figure, output nor milestone",
          },
        }
      end
    end
  end,
}
