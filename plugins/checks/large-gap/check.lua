-- The year's figures against the time that has passed.

-- The reason given for the part the figure stands in; in a cell without parts, for the whole; else
-- what the column of problems or of remarks says.
local function reason_for(item, comparison)
  local holder = #item.parts > 1 and comparison.part or item
  local reason = holder.reasons[1]
  if reason then return reason.text end
  for _, text in ipairs { item.problem or "", item.note or "" } do
    if (utf8.len(text) or 0) >= 3 then return text end -- 无 and — say nothing
  end
end

-- Where the pairing is not sure, the figure that was considered and not taken.
local function other_candidate(comparison)
  local rejected = comparison.confidence < 0.9 and comparison.rejected[1]
  return rejected and { rejected.actual } or nil
end

return check {
  id = "large-gap",
  severity = "warning",
  topic = "targets",
  title = { zh = "明显落后于时间进度", en = "Far behind the time elapsed" },
  why = {
    zh = "全年目标按时间折算，已完成的份额明显偏低。并非所有工作都随时间均匀推进，请结合实际核实。",
    en = "Of a target for the whole year, far less is done than the time elapsed would suggest. Not all "
      .. "work advances evenly; please verify.",
  },
  options = {
    points = { default = 20, min = 1, max = 100,
      help = { zh = "落后多少个百分点时提示", en = "percentage points behind from which to speak up" } },
    min_confidence = { default = 0.75, min = 0, max = 1,
      help = { zh = "配对把握低于此值时不提示", en = "pairs less sure than this are passed over" } },
  },
  each_item = function(item, opt, flag)
    -- What answers the period's own target is judged by that: missed, it is told by target-missed; met, the year's
    -- schedule is a matter of the target (target-pace), and a quarter's own figure says nothing of the year's.
    local told = {}
    for c in item:comparisons { side = "period" } do
      if c.actual and c.expected == 1 and c.verdict ~= "in_progress" then told[c.actual] = true end
    end
    for _, side in ipairs { "period", "annual" } do
      for c in item:comparisons { side = side, min_confidence = opt.min_confidence } do
        local comparable = c.actual and c.gap_points and c.actual.unit == c.target.unit
        if comparable and c.gap_points >= opt.points and c.expected < 1 and not told[c.actual] then
          told[c.actual] = true
          local reason = reason_for(item, c)
          flag {
            at = c.actual, against = c.target, related = other_candidate(c),
            figures = {
              want = c.target, got = c.actual,
              share = string.format("%.1f%%", c.attainment * 100),
              due = string.format("%.0f%%", c.expected * 100),
              gap = string.format("%.1f", c.gap_points),
              reason = reason,
            },
            message = reason and {
              zh = "全年目标{want}，已完成{got}（{share}），按时间应为{due}，相差{gap}个百分点；文中称“{reason}”，建议核实",
              en = "of the year's {want}, {got} is done ({share}); by the time elapsed {due} would be due, {gap} "
                .. "points "
                .. "more; the text says “{reason}”; please verify",
            } or {
              zh = "全年目标{want}，已完成{got}（{share}），按时间应为{due}，相差{gap}个百分点，文中未见原因，建议核实",
              en = "of the year's {want}, {got} is done ({share}); by the time elapsed {due} would be due, {gap} "
                .. "points "
                .. "more; no reason is given; please verify",
            },
          }
        end
      end
    end
  end,
}
