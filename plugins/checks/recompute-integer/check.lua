return check {
  id = "recompute-integer",
  severity = "note",
  topic = "figures",
  title = { zh = "增幅与个数对不上", en = "Growth that no whole number gives" },
  why = {
    zh = "个数按增幅反推，上年基数应为整数；在四舍五入范围内没有这样的整数。",
    en = "A count and its growth imply a base that must be a whole number; within the rounding there is none.",
  },
  options = {
    least = { type = "integer", default = 1, min = 1, max = 1000000,
      help = { zh = "个数不小于多少时核算", en = "smallest count that is looked at" } },
  },
  each_item = function(item, opt, flag)
    for _, relation in ipairs(item.relations) do
      if relation.kind == "integer" and not relation.ok and relation.members[1].value >= opt.least then
        local members = relation.members
        flag {
          at = members[#members], related = { table.unpack(members, 1, #members - 1) },
          figures = { stated = relation.stated, recomputed = relation.recomputed },
          message = {
            zh = "文中为{stated}，反推上年基数在{recomputed}之间，其中没有整数，建议核实",
            en = "the text says {stated}; the base lies in {recomputed}, where there is no whole number; "
              .. "please verify",
          },
        }
      end
    end
  end,
}
