-- Characters that readers, fonts or searches may not know: old variants, radicals taken for characters,
-- compatibility forms, characters of private use, and those beyond the basic set.

local variants = require "variants"

-- Ranges of Unicode with the reason they are told.
local RANGES = {
  { 0x2E80, 0x2FDF, zh = "部首符号，不是汉字", en = "a radical, not a character" },
  { 0x3400, 0x4DBF, zh = "扩展区汉字，字体可能缺字", en = "of an extension that fonts may lack" },
  { 0xE000, 0xF8FF, zh = "自造字，换一台电脑无法显示", en = "of private use: other computers cannot show it" },
  { 0xF900, 0xFAFF, zh = "兼容汉字，检索不到常用字形", en = "a compatibility form that searches miss" },
  { 0x20000, 0x3FFFF, zh = "扩展区汉字，字体可能缺字", en = "of an extension that fonts may lack" },
}

local VARIANTS = any_of(variants)

local function flag_character(span, reason, flag)
  flag {
    at = span,
    figures = {
      character = span.text, code = ("U+%04X"):format(utf8.codepoint(span.text)), zh = reason.zh, en = reason.en,
    },
    message = {
      zh = "“{character}”（{code}）为{zh}，建议核实",
      en = "'{character}' ({code}) is {en}: please verify",
    },
  }
end

-- Each character of a cell is told once.
local function flag_all(spans, reasons, flag)
  local told, item, field = {}, nil, nil
  for _, span in ipairs(spans) do
    if span.item ~= item or span.field ~= field then
      told, item, field = {}, span.item, span.field
    end
    local reason = reasons(span.text)
    if reason and not told[span.text] then
      told[span.text] = true
      flag_character(span, reason, flag)
    end
  end
end

-- The reason of a character in one of the ranges; variants are told as such, or not at all.
local function range_of(character)
  local code = utf8.codepoint(character)
  for _, range in ipairs(RANGES) do
    if not variants[character] and code >= range[1] and code <= range[2] then
      return range
    end
  end
end

local function variant_of(character)
  local usual = variants[character]
  return { zh = "异体字，规范字为“" .. usual .. "”", en = "a variant of " .. usual }
end

return check {
  id = "rare-characters",
  severity = "info",
  topic = "text",
  title = { zh = "生僻字、异体字", en = "Rare characters" },
  why = {
    zh = "异体字、部首符号、自造字看上去与常用字相似，检索、比对时却找不到，换一台电脑还可能无法显示。",
    en = "Variants, radicals and private characters look like common ones, but searches miss them and other "
      .. "computers may not show them.",
  },
  options = {
    variants = {
      default = true,
      help = {
        zh = "异体字也提示（地名、人名、字号中可能本来如此）",
        en = "also variants, which names of places, people and shops may rightly keep",
      },
    },
  },

  whole = function(bulletin, opt, flag)
    if opt.variants then
      flag_all(bulletin:find_any(nil, VARIANTS), variant_of, flag)
    end
    flag_all(bulletin:find_between(nil, RANGES), range_of, flag)
  end,
}
