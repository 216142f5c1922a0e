-- Between the parts and the total.
local function difference(members)
  local sum = 0
  for i = 2, #members do sum = sum + members[i].value end
  return math.abs(sum - members[1].value)
end

-- The last member is a net increase: the first is what came, those between what went.
local function is_net(members)
  local last = members[#members]
  local before = (last.item:text(last.field) or ""):sub(math.max(1, last.from - 36), last.from - 1)
  return before:find("净增", 1, true) ~= nil and members[1].from < last.from
end

return check {
  id = "recompute-sum",
  severity = "warning",
  topic = "figures",
  title = { zh = "分项相加与合计不一致", en = "Parts do not add up to the total" },
  why = {
    zh = "文中列出合计和全部分项，相加后与合计不同。可能是漏列、重复或笔误。",
    en = "The text gives a total and all its parts, and the parts add up to something else: one may be "
      .. "missing, counted twice or mistyped.",
  },
  options = {
    least = { default = 0, min = 0, max = 1000000000000,
      help = { zh = "相差不到多少（按原单位的基本单位计）时不提示", en = "difference that is let pass, in the unit itself (元, not 亿元)" } },
  },
  each_item = function(item, opt, flag)
    for _, relation in ipairs(item.relations) do
      if relation.kind == "sum" and not relation.ok and difference(relation.members) >= opt.least then
        local members, sum = relation.members, 0
        for i = 2, #members do sum = sum + members[i].value end
        local short = sum < members[1].value
        flag {
          at = members[1], related = { table.unpack(members, 2) },
          figures = { stated = relation.stated, recomputed = relation.recomputed,
                      gross = members[1], net = members[#members] },
          message = is_net(members) and {
            zh = "文中新增{gross}，减少后净增{net}，减少数与净增数相加为{recomputed}，与新增数不符，建议核实",
            en = "{gross} came and {net} is the net increase; with what went that makes {recomputed}; please verify",
          } or short and {
            zh = "文中合计{stated}，所列各项相加为{recomputed}，其余未见说明，建议核实",
            en = "the stated total is {stated}, the parts listed add up to {recomputed}; the rest is not "
              .. "explained; please verify",
          } or {
            zh = "文中合计{stated}，所列各项相加为{recomputed}，多于合计，建议核实",
            en = "the stated total is {stated}, the parts listed add up to {recomputed}, which is more; "
              .. "please verify",
          },
        }
      end
    end
  end,
}
