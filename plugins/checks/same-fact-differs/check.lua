-- One thing counted in two rows: the same words, the same unit, two figures.
return check {
  id = "same-fact-differs",
  severity = "info",
  topic = "figures",
  title = { zh = "同一指标在两处数字不同", en = "One fact, two figures" },
  why = {
    zh = "两项的完成情况用相同的词说同一指标，数字不同；可能口径不同，也可能有一处笔误。",
    en = "Two results speak of the same thing in the same words and give two figures: scopes may differ, "
      .. "or one is mistyped.",
  },
  options = {
    letters = { default = 5, min = 2, max = 40,
      help = { zh = "指标至少几个字才比较", en = "characters of a metric from which it is compared" } },
  },
  whole = function(bulletin, opt, flag)
    local seen = {}
    for _, item in ipairs(bulletin.items) do
      for _, figure in ipairs(item.quantities) do
        local counts = figure.field == "result" and figure.comparator == "eq" and figure.kind == "level"
        local metric = counts and figure.metric or ""
        if counts and not figure.parent and (utf8.len(metric) or 0) >= opt.letters then
          local key = metric .. "\0" .. (figure.unit or "") .. "\0" .. tostring(figure.period and figure.period.kind)
          local first = seen[key]
          if not first then
            seen[key] = { item = item, figure = figure }
          elseif first.item ~= item and first.figure.value ~= figure.value then
            flag {
              at = figure, related = { first.figure },
              figures = { here = figure, there = first.figure, no = first.item.no or "?", metric = metric },
              message = {
                zh = "“{metric}”此处为{here}，第{no}项为{there}，建议核实口径",
                en = "“{metric}” is {here} here and {there} in item {no}; please check what each covers",
              },
            }
          end
        end
      end
    end
  end,
}
