-- A date that was promised is later than it was in the bulletin before; how often it has moved is counted.

-- The change by which the date of `item` at the place of `date` came to be later.
local function slip_to(item, date)
  for _, change in ipairs(item.changes) do
    if change.kind == "deadline_slipped" and change.after.field == date.field and change.after.from == date.from then
      return change
    end
  end
end

-- How often it moved in the bulletins at hand, and the first date.
local function slips_of(item, change)
  local count, first = 1, change.before
  for _, before in ipairs(item:history()) do
    local slip = slip_to(before, first)
    if not slip then break end
    count, first = count + 1, slip.before
  end
  if first.kind == "rescheduled" then count = count + 1 end -- it had been put off when it was first seen
  return count, first
end

return check {
  id = "deadline-slipped",
  severity = "note",
  topic = "commitments",
  title = { zh = "时限再次推后", en = "A deadline that slipped again" },
  why = {
    zh = "同一事项的时限比上期推后。多次推后的，应核实原因和新的时限是否可靠。",
    en = "The date for the same thing is later than in the bulletin before. After several times, ask for the "
      .. "reason and whether the new date holds.",
  },
  options = {
    times = { default = 1, min = 1, max = 8, type = "integer",
      help = { zh = "推后几次以上时提示", en = "how often it must have slipped" } },
    days = { default = 1, min = 1, max = 1000, type = "integer",
      help = { zh = "推后几天以上时提示", en = "days from which to speak up" } },
    min_confidence = { default = 0.5, min = 0, max = 1,
      help = { zh = "对应关系的最低把握", en = "how sure it must be that the two are the same" } },
  },
  history = true,
  each_pair = function(_, new, opt, flag)
    for _, change in ipairs(new.changes) do
      if change.kind == "deadline_slipped" and change.days >= opt.days and change.confidence >= opt.min_confidence then
        local times, first = slips_of(new, change)
        if times >= opt.times then
          local again = times > 1
          flag {
            at = change.after, confidence = change.confidence,
            figures = { was = change.before.text, is = change.after.text, first = first.text, days = change.days,
              times = times },
            message = again and {
              zh = "时限由上期的{was}推后到{is}（晚{days}天），最初为{first}，已是第{times}次推后，建议核实原因和新时限",
              en = "the date moved from {was} to {is} ({days} days later), {first} at first: time number "
                .. "{times}; please verify the reason and the new date",
            } or {
              zh = "时限由上期的{was}推后到{is}（晚{days}天），建议核实原因",
              en = "the date moved from {was} to {is} ({days} days later); please verify the reason",
            },
          }
        end
      end
    end
  end,
}
