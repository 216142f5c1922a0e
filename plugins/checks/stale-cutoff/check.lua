-- "截至8月底" in a bulletin of the third quarter: the figure leaves out a month.

-- Days since 2000 by the civil calendar (H. Hinnant, days_from_civil).
local function day_number(text)
  local y, m, d = text:match("^(%d+)-(%d+)-(%d+)$")
  y, m, d = tonumber(y), tonumber(m), tonumber(d)
  if m <= 2 then y, m = y - 1, m + 12 end
  return 365 * y + y // 4 - y // 100 + y // 400 + (153 * (m - 3) + 2) // 5 + d
end

-- Counted from January to a month (1-7月).
local FROM_JANUARY = { ytd = true, ["ytd-quarter"] = true }

return check {
  id = "stale-cutoff",
  severity = "note",
  topic = "commitments",
  title = { zh = "数据截止日早于本期末", en = "Figures end before the period does" },
  why = {
    zh = "完成情况的数据截至本期结束之前，与本期目标比较时口径不同。",
    en = "The result's figures end before the period, so they do not cover what the target asks for.",
  },
  options = {
    days = { default = 20, min = 1, max = 366,
      help = { zh = "早于期末多少天时提示", en = "days before the period's end from which to speak up" } },
  },
  each_item = function(item, opt, flag)
    local period = item.bulletin.period
    if not period or not period.to then return end
    for _, date in ipairs(item.dates) do
      if date.kind == "as_of" and date.field == "result" and date.last
        and day_number(period.to) - day_number(date.last) >= opt.days then
        flag {
          at = date, figures = { cutoff = date.text, last = period.to },
          message = {
            zh = "数据“{cutoff}”，早于本期末（{last}），与目标口径不同",
            en = "the figures are as of “{cutoff}”, before the period's end ({last})",
          },
        }
      end
    end
    for c in item:comparisons { side = "period" } do
      local own = c.actual and c.actual.period
      if own and FROM_JANUARY[own.kind] and own.to and day_number(period.to) - day_number(own.to) >= opt.days then
        flag {
          at = c.actual, against = c.target, figures = { got = c.actual, cutoff = own.to, last = period.to },
          message = {
            zh = "{got}的数据截至{cutoff}，早于本期末（{last}），与目标口径不同",
            en = "{got} is as of {cutoff}, before the period's end ({last})",
          },
        }
        return
      end
    end
  end,
}
