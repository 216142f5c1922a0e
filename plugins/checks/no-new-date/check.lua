-- Words that put a thing off; a bulletin that uses one owes a new date.
local PUT_OFF = { "推迟", "延期", "延后", "顺延", "暂缓", "暂停", "推后" }

local LATE = { delayed = true, suspended = true }

local function word_in(text)
  for _, word in ipairs(PUT_OFF) do
    if text:find(word, 1, true) then return word end
  end
end

-- A cause (因某项目暂缓): what is put off there is another thing.
local function is_cause(text)
  return text:find("^因") or text:find("^由于") or text:find("^受")
end

-- A day after the period, or one that the text itself calls the new one, in the sentence of the claim.
local function has_new_date(item, claim, last)
  for _, date in ipairs(item.dates) do
    local later = date.kind == "deadline" and date.last and last and date.last > last
    if date.field == claim.field and (date.kind == "rescheduled" or later) then
      local from, to = math.min(date.to, claim.to), math.max(date.from, claim.from)
      local between = item.result:sub(from + 1, to - 1)
      if not between:find("。", 1, true) and not between:find("；", 1, true) then return true end
    end
  end
  return false
end

return check {
  id = "no-new-date",
  severity = "note",
  topic = "commitments",
  title = { zh = "推迟或暂缓而未见新的时间", en = "Put off, and no new date" },
  why = {
    zh = "文中说某事推迟、延期或暂缓，但没有写明新的时间。",
    en = "The text says that something is put off and names no new date.",
  },
  options = {
    suspended = { default = true,
      help = { zh = "暂缓、暂停的也提示", en = "tell what stands still (暂缓), too" } },
  },
  each_item = function(item, opt, flag)
    local period = item.bulletin.period
    for _, claim in ipairs(item.claims) do
      local says = claim.says
      local late = says and LATE[says] and (opt.suspended or says ~= "suspended")
      local word = late and not is_cause(claim.text) and word_in(claim.text)
      if word and not has_new_date(item, claim, period and period.to) then
        local from = claim.from + claim.text:find(word, 1, true) - 1
        flag {
          at = item:span("result", from, from + #word - 1),
          figures = { word = word },
          message = {
            zh = "文中称“{word}”，未见新的时间，建议核实",
            en = "the text says “{word}” and names no new date; please verify",
          },
        }
      end
    end
  end,
}
