-- "因业态提升项目暂缓进行，未提交申请": what holds this task up is another one that stands still.

-- Words in a reason that say that something else stands still.
local STOPPED = { "暂缓", "暂停", "停工", "推迟", "延期", "延后", "取消", "终止", "不再实施", "未开工", "尚未开工" }

-- Labels under which the other task itself stands in the table.
local STANDS = { suspended = true, cancelled = true, delayed = true, not_started = true }

-- Openers of an occasion (根据区政府安排暂缓): what stands still there is the task itself.
local OCCASIONS = { "根据", "按照", "依据", "经" }

local function is_occasion(text)
  for _, word in ipairs(OCCASIONS) do
    if text:sub(1, #word) == word then return true end
  end
  return false
end

-- What may stand behind such a word for it to speak of a task (暂缓进行), and not of an act of a firm (推迟增资).
local GOES_ON = any_of { "实施", "建设", "进行", "推进", "施工", "开工", "启动", "至", "到", "一年", "影响" }

-- The text before the word that says it stands still, without the word that opens the reason.
local function named(text)
  for _, word in ipairs(STOPPED) do
    local at = text:find(word, 1, true)
    if at then
      local rest = text:sub(at + #word)
      if rest ~= "" and not GOES_ON:find(rest) then return nil end
      local name = text:sub(1, at - 1):gsub("^因为", ""):gsub("^由于", ""):gsub("^因", ""):gsub("^受", "")
      return name, word
    end
  end
end

-- The longest stretch of characters that stands in both.
local function shared(name, text)
  local starts = {}
  for p in utf8.codes(name, true) do starts[#starts + 1] = p end
  starts[#starts + 1] = #name + 1
  local best = 0
  for i = 1, #starts - 1 do
    while i + best < #starts and text:find(name:sub(starts[i], starts[i + best + 1] - 1), 1, true) do
      best = best + 1
    end
  end
  return best
end

-- The item that stands still and of which the name speaks.
local function find_item(bulletin, here, name, least)
  local found, most = nil, least - 1
  for _, item in ipairs(bulletin.items) do
    local label = item.status.label
    if item ~= here and label and STANDS[label] then
      local length = shared(name, (item.task or "") .. "\n" .. (item.result or ""))
      if length > most then found, most = item, length end
    end
  end
  return found
end

return check {
  id = "depends-on-suspended",
  severity = "note",
  topic = "commitments",
  title = { zh = "受制于另一项停滞的工作", en = "Waits for another task that stands still" },
  why = {
    zh = "未完成的原因是另一项工作暂缓、推迟或取消；只要那一项不动，本项也不会有进展。",
    en = "The reason given is that another task was put off, suspended or given up: while that one stands still, "
      .. "so does this.",
  },
  options = {
    letters = { default = 5, min = 2, max = 40,
      help = { zh = "与另一项至少相同几个字才指出是哪一项", en = "characters in common from which the other task is named" } },
  },
  each_item = function(item, opt, flag)
    for _, reason in ipairs(item.reasons) do
      local name, word = named(reason.text or "")
      if name and not is_occasion(name) and (utf8.len(name) or 0) >= 3 then
        local other = find_item(item.bulletin, item, name, opt.letters)
        flag {
          at = reason, related = other and { other } or nil, confidence = other and 0.9 or 0.6,
          figures = { reason = reason.text, word = word, no = other and (other.no or "?") or nil },
          message = other and {
            zh = "文中称“{reason}”，而第{no}项（{word}）也无进展，两项应一并核实",
            en = "the text says '{reason}', and item {no} stands still itself ({word}): look at both together",
          } or {
            zh = "文中称“{reason}”（{word}），表中未找到对应的任务，建议核实其去向",
            en = "the text says '{reason}' ({word}); no task of this table was found for it: please ask what "
              .. "becomes of it",
          },
        }
        return
      end
    end
  end,
}
