-- The year's commitment is softer than in the bulletin before, and the text does not say why.

local WHAT = {
  ["bound-lowered"] = { zh = "目标值下调", en = "the target is lower" },
  ["ceiling-raised"] = { zh = "上限上调", en = "the ceiling is higher" },
  ["growth-lowered"] = { zh = "增幅目标下调", en = "the target of growth is lower" },
  ["less-exact"] = { zh = "目标由确数改为约数", en = "the target is an approximate figure now" },
  ["figure-dropped"] = { zh = "目标不再写明数字", en = "the target's figure is left out" },
  ["commitment-weaker"] = { zh = "任务措辞减弱", en = "the task is worded more weakly" },
  ["deadline-later"] = { zh = "任务时限推后", en = "the task's deadline is later" },
  ["cumulative-target-lower"] = { zh = "本期累计目标低于上期", en = "the period's cumulative target is lower" },
}
local WORDS = { ["commitment-weaker"] = "wording", ["less-exact"] = "wording" }

-- The reason that the text gives for a change of the target, if any.
local function reason_of(item)
  if #item.adjusted == 0 then return nil end
  local change = item.adjusted[1]
  for _, reason in ipairs(item.reasons) do
    if reason.field == change.field and reason.from < change.from then return reason.text end
  end
  return change.text
end

-- Whether the rule speaks of this change.
local function is_meant(change, opt)
  if not WHAT[change.why] then return false end
  if change.why == "cumulative-target-lower" then return opt.period_targets end
  if WORDS[change.why] then return opt.wording end
  return change.kind == "target_softened"
end

return check {
  id = "target-lowered",
  severity = "note",
  topic = "commitments",
  title = { zh = "目标值下调，未见说明", en = "A target lowered without a word" },
  why = {
    zh = "与上期通报相比，年度任务的目标值、时限或措辞放宽。调整目标通常须经批准并公开说明；文中写明调整的，引用其说明。",
    en = "Beside the bulletin before, the figure, deadline or wording of the year's task is softer. Such a change is "
      .. "usually approved and explained in public; what the text says of it is quoted.",
  },
  options = {
    wording = { default = true,
      help = { zh = "措辞减弱、确数改约数的也提示", en = "also tell weaker wording and figures that became approximate" } },
    period_targets = { default = true,
      help = { zh = "本期累计目标低于上期的也提示", en = "also tell a period's cumulative target that is lower than before" } },
    min_confidence = { default = 0.5, min = 0, max = 1,
      help = { zh = "对应关系的最低把握", en = "how sure it must be that the two are the same" } },
  },
  each_pair = function(old, new, opt, flag)
    local same_year = not old.bulletin.year or not new.bulletin.year or old.bulletin.year == new.bulletin.year
    if not same_year then return end
    for _, change in ipairs(new.changes) do
      if is_meant(change, opt) and change.confidence >= opt.min_confidence then
        local what, reason = WHAT[change.why], reason_of(new)
        local was, is = change.before and change.before.text, change.after and change.after.text
        local zh, en = what.zh, what.en
        if was and is then
          zh, en = zh .. "：上期{was}，本期{is}", en .. ": {was} before, {is} now"
        elseif was then
          zh, en = zh .. "：上期{was}", en .. ": {was} before"
        end
        flag {
          at = change.after or change.field, severity = reason and "info" or nil, confidence = change.confidence,
          figures = { was = was, is = is, reason = reason },
          message = {
            zh = zh .. (reason and "；文中称“{reason}”，建议核实是否经过批准" or "；文中未见说明，建议核实"),
            en = en .. (reason and "; the text says '{reason}'; please verify the approval"
              or "; the text does not say why; please verify"),
          },
        }
      end
    end
  end,
}
