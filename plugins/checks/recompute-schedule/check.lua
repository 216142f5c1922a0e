-- Percentage points between the published figure and the recomputed one; unknown: as far as can be.
local function differ(relation)
  local recomputed = tonumber(relation.recomputed:match("[%d.]+"))
  local stated = tonumber(relation.stated:match("[%d.]+"))
  return recomputed and stated and math.abs(recomputed - stated) or math.huge
end

return check {
  id = "recompute-schedule",
  severity = "warning",
  topic = "figures",
  title = { zh = "与时间进度的差距算得不对", en = "A gap to the schedule that does not fit" },
  why = {
    zh = "文中写明了完成比例和与序时进度的差距；按本期末已过去的月份重新计算，差距不同。",
    en = "The text states a share and its gap to the time elapsed; by the months that are over, the gap differs.",
  },
  options = {
    points = { default = 0, min = 0, max = 100,
      help = { zh = "差距相差不到多少个百分点时不提示", en = "percentage points by which they may differ" } },
  },
  each_item = function(item, opt, flag)
    for _, relation in ipairs(item.relations) do
      if relation.kind == "schedule" and not relation.ok and differ(relation) >= opt.points then
        local members = relation.members
        flag {
          at = members[#members], related = { table.unpack(members, 1, #members - 1) },
          figures = { stated = relation.stated, recomputed = relation.recomputed },
          message = {
            zh = "文中差距为{stated}，按本期末的时间进度计算为{recomputed}，建议核实",
            en = "the text says {stated}, by the months elapsed it is {recomputed}; please verify",
          },
        }
      end
    end
  end,
}
