-- Results without a figure that the same task had, by list.lua. Made by `tongbao suggest` of bulletins that were
-- looked through; the list is yours to edit.
local list = require "list"

local units_of = {}
for _, expected in ipairs(list) do
  units_of[expected.task] = expected.units
end

local targets = { task = true, target = true, annual_target = true }

return check {
  id = "expected-figures",
  severity = "note",
  topic = "open",
  title = { zh = "结果里没有往常的数", en = "A figure that is usually told is missing" },
  why = {
    zh = "同一任务此前用这个单位的数回答了目标。目标和结果一起不再提这个数时，别的检查看不出来。往常的数在 list.lua 里。",
    en = "The same task answered its target by a figure of this unit before. Where target and result drop it together no "
      .. "other check sees it. The usual figures are in list.lua.",
  },
  each_item = function(item, _, flag)
    local there = {}
    for _, figure in ipairs(item.quantities) do
      if figure.unit and not targets[figure.field] then
        there[figure.unit] = true
      end
    end
    for _, unit in ipairs(units_of[item.task] or {}) do
      if not there[unit] then
        flag { at = item.result and "result" or item, figures = { unit = unit },
               message = { zh = "往常有以“{unit}”计的数，这里没有，建议核实",
                           en = "there usually is a figure in '{unit}', here is none: please verify" } }
      end
    end
  end,
}
