-- How far two ranges (1093.29–1095.61亿元) lie apart, as a share of the first.
local function apart(stated, recomputed)
  local a, b = stated:match("([%d.]+)–([%d.]+)")
  local c, d = recomputed:match("([%d.]+)–([%d.]+)")
  if not d or not b or tonumber(a) == 0 then return math.huge end
  return math.max(tonumber(c) - tonumber(b), tonumber(a) - tonumber(d)) / tonumber(a)
end

return check {
  id = "recompute-base",
  severity = "note",
  topic = "figures",
  title = { zh = "目标与实绩的基数不同", en = "Target and result imply different bases" },
  why = {
    zh = "由数值和增幅可以反推上年基数；目标和实绩反推出的基数不同，口径可能不一致。",
    en = "A value and its growth imply the base they grew from; target and result imply different ones, "
      .. "so their scope may differ.",
  },
  options = {
    apart = { default = 0, min = 0, max = 1,
      help = { zh = "两个基数相差不超过这一比例时不提示", en = "share by which the bases may lie apart" } },
  },
  each_item = function(item, opt, flag)
    for _, relation in ipairs(item.relations) do
      if relation.kind == "base" and not relation.ok
        and apart(relation.stated, relation.recomputed) >= opt.apart then
        local members = relation.members
        flag {
          at = members[#members], related = { table.unpack(members, 1, #members - 1) },
          figures = { stated = relation.stated, recomputed = relation.recomputed },
          message = {
            zh = "口径疑似不一致：由目标反推的基数为{stated}，由实绩反推的为{recomputed}，建议核实",
            en = "their scope may differ: the target implies a base of {stated}, the result one of "
              .. "{recomputed}; please verify",
          },
        }
      end
    end
  end,
}
