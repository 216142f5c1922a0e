-- Percentage points between the published figure and the recomputed one; unknown: as far as can be.
local function differ(relation)
  local recomputed = tonumber(relation.recomputed:match("[%d.]+"))
  local stated = tonumber(relation.stated:match("[%d.]+"))
  return recomputed and stated and math.abs(recomputed - stated) or math.huge
end

return check {
  id = "recompute-ratio",
  severity = "warning",
  topic = "figures",
  title = { zh = "百分比与所列数字不一致", en = "A share does not fit its figures" },
  why = {
    zh = "用文中的两个数字重新计算，得到的百分比与公布的不同，四舍五入和截尾都已考虑。",
    en = "Recomputed from the two figures of the text, the share differs from the published one, rounded or cut.",
  },
  options = {
    points = { default = 0, min = 0, max = 100,
      help = { zh = "百分比相差不到多少个百分点时不提示", en = "percentage points by which they may differ" } },
  },
  each_item = function(item, opt, flag)
    for _, relation in ipairs(item.relations) do
      if relation.kind == "ratio" and not relation.ok and differ(relation) >= opt.points then
        local members = relation.members
        flag {
          at = members[#members], related = { table.unpack(members, 1, #members - 1) },
          figures = { stated = relation.stated, recomputed = relation.recomputed },
          message = {
            zh = "文中为{stated}，按所列数字计算为{recomputed}，建议核实",
            en = "the text says {stated}, its own figures give {recomputed}; please verify",
          },
        }
      end
    end
  end,
}
