-- "季度目标已完成，主装置尚未封顶": the claim of completion beside what is not done.

-- A claim that the whole target is met; each with its reason.
local WHOLE = any_of {
  "目标已完成",     -- the target itself
  "目标任务已完成", -- the same
  "任务已完成",     -- the same
  "任务已全面完成", -- the same
  "任务已全部完成", -- the same
  "完成季度目标",   -- the target of the period
  "完成本季度目标", -- the target of the period
  "完成年度目标任务", -- the year's
  "完成全年任务",   -- the year's
  "完成全年目标",   -- the year's
  "完成目标任务",   -- the target itself
  "全面完成",       -- all of it
  "全部完成",       -- all of it
  "已如期完成",     -- in time
  "按期完成",       -- in time
  "圆满完成",       -- all of it
}

-- What the claim is about must be the whole: 目标, 任务, or nothing named (已全部完成). 春季排查全面完成 is one thing of several.
local NAMES_WHOLE = any_of { "目标", "任务" }
local SHORT = 2 -- characters before the claim that name nothing: 均已

-- Longer words that claim nothing of the whole.
local NOT_WHOLE = { "确保", "力争", "预计", "争取", "未", "待", "拟", "将", "推动", "提前", "比" }

-- Something is left over: 剩余0.7万亩.
local LEFT = { "剩余", "余下", "其余尚", "还有" }

local OPEN = { not_started = true, delayed = true, suspended = true, behind = true }

-- The claim that a clause makes of the whole; nil: none.
local function claims_whole(item, spans, claim)
  for _, span in ipairs(spans) do
    if span.from >= claim.from and span.to <= claim.to then
      local before = item.result:sub(claim.from, span.from - 1)
      local share = item.result:sub(span.to + 1, span.to + 12):find("^的?%d")
      local wish = false
      for _, word in ipairs(NOT_WHOLE) do wish = wish or before:find(word, 1, true) ~= nil end
      local whole = NAMES_WHOLE:find(claim.text) or (utf8.len(before) or 0) <= SHORT
      if whole and not wish and not share then return span end
    end
  end
end

-- The part that holds the claim; nil in a cell without parts.
local function part_of(item, claim)
  if #item.parts < 2 then return nil end
  for _, part in ipairs(item.parts) do
    if part.from and claim.from >= part.from and claim.to <= part.to then return part end
  end
end

-- What is said not to be done, of the same part.
local function open_claim(item, whole, part)
  for _, claim in ipairs(item.claims) do
    local inside = not part or (claim.from >= part.from and claim.to <= part.to)
    if claim ~= whole and inside then
      local left = false
      for _, word in ipairs(LEFT) do left = left or claim.text:find(word, 1, true) ~= nil end
      if left or OPEN[claim.says] then return claim end
    end
  end
end

-- A figure of the period that was missed, of the same part.
local function missed(item, part, least)
  for c in item:comparisons { side = "period", verdict = "missed", min_confidence = least } do
    if c.actual and (not part or (c.actual.from >= part.from and c.actual.to <= part.to)) then return c.actual end
  end
end

return check {
  id = "completion-contradicted",
  severity = "note",
  topic = "figures",
  title = { zh = "称已完成，同处又有未完成内容", en = "Said to be done, and something is not" },
  why = {
    zh = "文中称目标或任务已完成，同一处又写有尚未完成、推迟或剩余的内容，两种说法不能同时成立。",
    en = "The text says that the target was met, and beside it that something is not done, put off or left over: "
      .. "both cannot hold.",
  },
  options = {
    min_confidence = { default = 0.8, min = 0, max = 1,
      help = { zh = "配对把握低于此值的数字不作依据", en = "pairs of figures less sure than this are no ground" } },
  },
  each_item = function(item, opt, flag)
    local spans = item.result and item:find_any("result", WHOLE) or {}
    if #spans == 0 then return end
    for _, claim in ipairs(item.claims) do
      local whole = claims_whole(item, spans, claim)
      local part = whole and part_of(item, claim)
      local open = whole and (open_claim(item, claim, part) or missed(item, part, opt.min_confidence))
      if open then
        flag {
          at = open, related = { claim }, confidence = 0.8, figures = { claim = claim.text, open = open.text },
          message = {
            zh = "文中称“{claim}”，又称“{open}”，两处不一致，建议核实",
            en = "the text says '{claim}', and '{open}': these disagree; please verify",
          },
        }
        return
      end
    end
  end,
}
