-- "目标调整为：…" in the column of results: the commitment was changed where it should be answered for.

local RESULT = { result = true, problem = true, note = true }

-- At most so many characters of a text.
local function clipped(text, most)
  local stop = utf8.offset(text, most + 1)
  return stop and text:sub(1, stop - 1) .. "…" or text
end

-- The new text stands in the column of targets already: adjusted-target tells that.
local function is_in_target(item, new)
  return item.target ~= nil and new ~= nil and #new >= 18 and item.target:find(new, 1, true) ~= nil
end

-- The reason given last before the change, in the same cell.
local function reason_before(item, change)
  local found
  for _, reason in ipairs(item.reasons) do
    if reason.field == change.field and reason.from < change.from then found = reason end
  end
  return found
end

return check {
  id = "commitment-adjusted",
  severity = "note",
  topic = "commitments",
  title = { zh = "完成情况中调整了目标", en = "A commitment changed in the result" },
  why = {
    zh = "完成情况把目标改成了另一个，再按新目标说已完成。对照时应以原目标为准，并核实调整是否经过批准。",
    en = "The result puts another target in place of the one it was given. Hold it against the first one, and ask who "
      .. "approved the change.",
  },
  options = {
    with_reason = { default = true,
      help = { zh = "文中说明了原因的也提示", en = "tell those, too, for which a reason is given" } },
  },
  each_item = function(item, opt, flag)
    for _, change in ipairs(item.adjusted) do
      if RESULT[change.field] and not is_in_target(item, change.new) then
        local reason = reason_before(item, change)
        if not reason or opt.with_reason then
          flag {
            at = change, against = item.target and item:span("target") or nil,
            figures = { new = clipped(change.new or change.text, 30), reason = reason and reason.text or nil },
            message = reason and {
              zh = "文中目标调整为“{new}”；文中称“{reason}”，建议对照原目标核实",
              en = "the result changes the target to '{new}'; it says '{reason}'; please compare with the first target",
            } or {
              zh = "文中目标调整为“{new}”，文中未见原因，建议对照原目标核实",
              en = "the result changes the target to '{new}' and gives no reason; please compare with the first target",
            },
          }
        end
      end
    end
  end,
}
