-- What is no longer done: the whole task, or one thing among others that go on.

local SAYS = { cancelled = true, transferred = true }

-- The reason in the sentence of the claim, or right before it.
local function reason_beside(item, claim)
  local found
  for _, reason in ipairs(item.reasons) do
    if reason.field == claim.field and reason.to <= claim.to then
      local between = reason.to < claim.from and item.result:sub(reason.to + 1, claim.from - 1) or ""
      if not between:find("。", 1, true) and not between:find("；", 1, true) then found = reason end
    end
  end
  return found
end

-- What the target asked for of the same thing.
local function demand_of(item, claim)
  for _, demand in ipairs(item.demands) do
    for _, answer in ipairs(demand.claims) do
      if answer == claim then return demand end
    end
  end
end

local MESSAGES = {
  cancelled = {
    { zh = "文中称“{words}”，本项承诺不再执行；理由为“{reason}”，建议核实是否经过批准",
      en = "the text says '{words}': what was promised is given up; the reason given is '{reason}'; please ask "
        .. "who approved it" },
    { zh = "文中称“{words}”，本项承诺不再执行，文中未见原因，建议核实是否经过批准",
      en = "the text says '{words}': what was promised is given up and no reason is given; please ask who "
        .. "approved it" },
  },
  transferred = {
    { zh = "文中称“{words}”，任务已转出；理由为“{reason}”，建议核实承接单位是否继续",
      en = "the text says '{words}': the task went to another body; the reason given is '{reason}'; please ask "
        .. "whether it goes on there" },
    { zh = "文中称“{words}”，任务已转出，文中未见原因，建议核实承接单位是否继续",
      en = "the text says '{words}': the task went to another body and no reason is given; please ask whether "
        .. "it goes on there" },
  },
}

return check {
  id = "dropped-part",
  severity = "note",
  topic = "commitments",
  title = { zh = "不再实施或已转出", en = "Given up, or handed over" },
  why = {
    zh = "完成情况中有一项不再实施或划转他处，常夹在其他进展之中，容易被忽略。",
    en = "The result says, often among other things that go on, that something is given up or went to another body.",
  },
  options = {
    with_reason = { default = true,
      help = { zh = "文中说明了原因的也提示", en = "tell those, too, for which a reason is given" } },
  },
  each_item = function(item, opt, flag)
    for _, claim in ipairs(item.claims) do
      local says = claim.says
      if says and SAYS[says] then
        local reason, demand = reason_beside(item, claim), demand_of(item, claim)
        if not reason or opt.with_reason then
          flag {
            at = claim, against = demand, figures = { words = claim.text, reason = reason and reason.text or nil },
            message = MESSAGES[says][reason and 1 or 2],
          }
        end
      end
    end
  end,
}
