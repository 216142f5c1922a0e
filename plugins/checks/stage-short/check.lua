-- The target names a step of a project; the result shows an earlier one.

local ladder = require "ladder"

local WORDS = any_of(ladder)

-- Words of a demand that asks for effort alone: no step falls short of it.
local EFFORT = any_of { "推进", "加快", "做好", "加强", "协调", "配合", "保障", "督促", "持续", "支持", "谋划", "探索", "前期工作", "有序" }
-- Words of a demand that asks for the step itself, beside those the core knows (完成, 建成, …).
local ASKS = any_of { "取得", "完善", "确定", "编制", "签订", "提交", "上报", "封顶", "交房", "启用", "验收" }
-- Steps that are reached as soon as they go on.
local BEGINNINGS = { ["开工"] = true, ["动工"] = true, ["进场"] = true, ["启动"] = true, ["施工"] = true, ["清表"] = true,
  ["试运行"] = true, ["试生产"] = true, ["试运营"] = true }
-- Words before a step that make it a plan or a mere readiness.
local NOT_YET = any_of { "预计", "计划", "拟", "将于", "力争", "具备", "确保" }
-- Longer words that hold one of these and say that it was done.
local AS_PLANNED = any_of { "按计划", "按照计划", "如计划" }

local function is_planned(claim)
  return NOT_YET:find(claim.text) and not AS_PLANNED:find(claim.text)
end

local LISTING = any_of { "、", "及", "和" }

local DONE = { completed = true, exceeded = true }
local GOING = { on_track = true, partly_done = true, behind = true }

-- The steps named in a cell, each with its place.
local function steps_of(item, field)
  local text, list = item:text(field) or "", {}
  local from, to = WORDS:find(text)
  while from do
    local word = text:sub(from, to)
    local rung = ladder[word][1]
    if rung > 0 then list[#list + 1] = { from = from, to = to, word = word, rung = rung } end
    from, to = WORDS:find(text, to + 1)
  end
  return list
end

-- What a clause is about is its last step (土建施工等工程招标: a tender); 施工 alone only says that works go on.
local function step_told(steps, clause)
  local from, to, last = clause.from, clause.to, nil
  for _, step in ipairs(steps) do
    if step.from > to then break end
    if step.from >= from and step.to <= to and (step.word ~= "施工" or not last) then last = step end
  end
  return last
end

-- A demand that lists steps (环评、招标等手续) asks for all of them: for the highest. One that asks for works to be completed
-- and names no step asks for the whole.
local function step_asked(steps, demand)
  local text = demand.text
  local last = step_told(steps, demand)
  if not last then
    local whole = demand.completion and text:find("完成", 1, true) and text:find("工程", 1, true)
    return whole and { from = demand.from, to = demand.to, word = "完成", rung = 80 } or nil
  end
  local from = demand.from
  for _, step in ipairs(steps) do
    if step.from >= from and step.to < last.from and step.rung > last.rung
      and LISTING:find(text:sub(step.to - from + 2, last.from - from)) then
      last = step
    end
  end
  return last
end

-- A claim speaks to several demands: its step and what it says are read once. `known`: those of the item.
local function facts_of(known, steps, claim)
  local facts = known[claim]
  if not facts then
    local step = step_told(steps, claim)
    facts = { says = claim.says, step = step, planned = step and is_planned(claim) }
    known[claim] = facts
  end
  return facts
end

-- How far the claims say that the thing has come.
local function reading(demand, steps, want, known)
  local got = { done = 0, going = 0, unknown = false } -- at: the claim that says "not yet"
  local function not_yet(claim, same)
    if same and not got.same or not got.at then got.at, got.same = claim, same end
  end
  for _, claim in ipairs(demand.claims) do
    local facts = facts_of(known, steps, claim)
    local says, step = facts.says, facts.step
    local same = step and step.word == want.word
    if facts.planned then
      if same then not_yet(claim, true) end
    elseif says == "not_started" then
      if not step or step.rung <= want.rung then not_yet(claim, same) end
    elseif DONE[says] then
      if step then
        if step.rung > got.done then got.done, got.done_at = step.rung, claim end
      else
        got.unknown = true
      end
    elseif GOING[says] and step then
      if step.rung > got.going then got.going, got.going_at = step.rung, claim end
    elseif says == "suspended" or says == "cancelled" or says == "transferred" or says == "delayed" then
      return nil -- other rules speak of these
    end
  end
  return got
end

-- The claim that shows it, and how the shortfall is told; nil: no shortfall.
local function shortfall(demand, want, asks, got)
  local begins = BEGINNINGS[want.word]
  local top = got.going > got.done and got.going_at or got.done_at
  if got.at then return got.at end
  if got.done >= want.rung or got.going > want.rung then return nil end
  if begins and got.going >= want.rung then return nil end
  if got.going == want.rung then return asks and got.going_at or nil end
  if want.word == "完成" and got.going > 0 then return got.going_at end
  if got.unknown then return nil end -- something was done; which step is not said
  return top
end

-- A figure of the demand that the result reaches; or, where the claim is what is not begun (未开工2座), one of which
-- target-missed says that it does not.
local function is_judged(item, demand, claim)
  for c in item:comparisons {} do
    local judged = c.actual and (c.verdict == "met" or c.verdict == "missed" and claim.says == "not_started")
    if judged and c.target.field == demand.field and c.target.from >= demand.from and c.target.to <= demand.to then
      return true
    end
  end
  return false
end

-- The thing asked for, negated: 举办足球赛 in the target, 未举办足球赛 in the result.
local function negated(demand)
  for _, claim in ipairs(demand.claims) do
    if claim.says == "not_started" then
      local text, asked = claim.text, demand.text
      local _, at = text:find("未", 1, true)
      local stop = at and utf8.offset(text, 3, at + 1)
      local verb = stop and text:sub(at + 1, stop - 1) or ""
      if #verb >= 6 and verb ~= "完成" and asked:find(verb, 1, true) then return claim end
    end
  end
end

-- The reason given in the sentence of the claim, else what another column (problems, remarks) gives.
local function reason_beside(item, claim)
  for _, reason in ipairs(item.reasons) do
    if reason.field ~= claim.field then
      return reason.text
    else
      local from, to = math.min(reason.to, claim.to), math.max(reason.from, claim.from)
      local between = item.result:sub(from + 1, to - 1)
      if not between:find("。", 1, true) and not between:find("；", 1, true) then return reason.text end
    end
  end
  local note = item.note or ""
  return (utf8.len(note) or 0) >= 3 and note or nil -- 无 and — say nothing
end

-- The period's target is due, the year's at its end.
local function is_due(item, field)
  local period = item.bulletin.period
  return field == "target" or (period and period.to and period.to:sub(-5) == "12-31")
end

return check {
  id = "stage-short",
  severity = "note",
  topic = "targets",
  title = { zh = "进展环节早于目标要求", en = "A stage short of the target's" },
  why = {
    zh = "目标要求到达某一环节（如开工、封顶、投用），完成情况所说的还在更早的环节，或同一环节仍在进行。",
    en = "The target asks for a step (start, structure, use); the result speaks of an earlier one, or of the "
      .. "same one going on.",
  },
  options = {
    negated = { default = true,
      help = { zh = "目标没有写环节、完成情况说“未…”的也提示",
        en = "tell, too, where the target names no step and the result says that it was not done" } },
  },
  each_item = function(item, opt, flag)
    local demands = item.demands
    if #demands == 0 or #item.claims == 0 or not is_due(item, demands[1].field) then return end
    local asked = steps_of(item, demands[1].field)
    local told, known, seen = nil, {}, {}
    for _, demand in ipairs(demands) do
      if #demand.claims > 0 then
        local want = step_asked(asked, demand)
        local text = demand.text
        local asks = demand.completion or ASKS:find(text)
        local effort = not asks and EFFORT:find(text)
        told = told or steps_of(item, "result")
        local got = want and not effort and reading(demand, told, want, known)
        local at
        if got then
          at = shortfall(demand, want, asks, got)
        elseif not want and opt.negated then
          at = negated(demand)
        end
        if at and not seen[at] and not is_judged(item, demand, at) then
          seen[at] = true
          local reason = reason_beside(item, at)
          flag {
            at = at, against = demand, confidence = 0.8,
            figures = { want = text, got = at.text, reason = reason },
            message = reason and {
              zh = "目标为“{want}”，完成情况为“{got}”，所处环节早于目标；文中称“{reason}”，建议核实",
              en = "the target is '{want}', the result '{got}', an earlier stage; the text says '{reason}'; "
                .. "please verify",
            } or {
              zh = "目标为“{want}”，完成情况为“{got}”，所处环节早于目标，文中未见原因，建议核实",
              en = "the target is '{want}', the result '{got}', an earlier stage; no reason is given; please verify",
            },
          }
        end
      end
    end
  end,
}
