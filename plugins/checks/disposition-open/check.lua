-- A question that was put to the unit about an earlier bulletin, and no reply in the baseline.

-- Days are texts such as 2024-06-30: their order is that of time.
local function is_earlier(period, bulletin)
  local now = bulletin.period
  return period and now and period.to and now.to and period.to < now.to
end

return check {
  id = "disposition-open",
  severity = "note",
  topic = "open",
  title = { zh = "此前的询问尚未答复", en = "An earlier question has no reply yet" },
  why = {
    zh = "此前一期的问题已向单位询问，baseline.tsv 里还没有记下答复；新一期来了，应先问到结果。",
    en = "A finding of an earlier bulletin was put to the unit, and baseline.tsv holds no reply; a new bulletin is "
      .. "the time to ask again.",
  },
  options = {
    unreviewed = { default = false,
      help = { zh = "此前记下而未核实的也提示", en = "also tell what was noted earlier and never reviewed" } },
  },
  each_item = function(item, opt, flag)
    for _, noted in ipairs(item.dispositions) do
      local asked = noted.disposition == "asked" and not noted.reply
      local unreviewed = noted.disposition == "unreviewed" and opt.unreviewed
      if (asked or unreviewed) and is_earlier(noted.period, item.bulletin) then
        flag {
          at = "task",
          figures = { period = noted.period_name, rule = noted.rule or "—" },
          message = asked and {
            zh = "{period}通报的问题（{rule}）已向单位询问，尚未记下答复",
            en = "the unit was asked about a finding of {period} ({rule}) and no reply is noted yet",
          } or {
            zh = "{period}通报的问题（{rule}）记下后尚未核实",
            en = "a finding of {period} ({rule}) was noted and has not been reviewed yet",
          },
        }
      end
    end
  end,
}
