-- A figure that counts from the beginning of the year is lower than it was in the bulletin before.

return check {
  id = "cumulative-lower",
  severity = "note",
  topic = "figures",
  title = { zh = "累计数低于上期", en = "A cumulative figure lower than before" },
  why = {
    zh = "同一年内的累计数只增不减。本期低于上期，两期中至少一处有误，或者统计口径不同，应有说明。",
    en = "Within a year a cumulative figure cannot fall. Where it does, one of the two is wrong or counts "
      .. "something else, which should be said.",
  },
  options = {
    percent = { default = 0, min = 0, max = 100,
      help = { zh = "低出百分之几以上时提示", en = "percent below the earlier figure from which to speak up" } },
    min_confidence = { default = 0.5, min = 0, max = 1,
      help = { zh = "对应关系的最低把握", en = "how sure it must be that the two are the same" } },
  },
  each_pair = function(_, new, opt, flag)
    for _, change in ipairs(new.changes) do
      if change.why == "cumulative-fell" and change.confidence >= opt.min_confidence then
        local was, is = change.before, change.after
        if was.value and is.value and was.value > 0 and (was.value - is.value) / was.value * 100 > opt.percent then
          flag {
            at = is, confidence = change.confidence,
            figures = { was = was, is = is, what = is.metric or "" },
            message = {
              zh = "{what}累计{is}，低于上期的{was}，文本不能同时成立，建议核实口径或数字",
              en = "cumulative {what}: {is}, below {was} of the bulletin before; both cannot hold; please "
                .. "verify what is counted",
            },
          }
        end
      end
    end
  end,
}
