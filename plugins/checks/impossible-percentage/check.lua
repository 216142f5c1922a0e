-- "整改率104%": a part is never more than its whole.

-- Rates that end at a hundred, each with its whole. Rates against a plan (完成率) may pass it.
local words = require "words"

return check {
  id = "impossible-percentage",
  severity = "note",
  topic = "figures",
  title = { zh = "比例超过百分之百", en = "A share of more than a hundred per cent" },
  why = {
    zh = "覆盖率、合格率、整改率一类比例以全部为上限，超过100%说明分子、分母口径不一或有笔误。",
    en = "Such rates end at a hundred: more means that part and whole are counted differently, or a slip.",
  },
  each_item = function(item, _, flag)
    for _, figure in ipairs(item.quantities) do
      if figure.dimension == "ratio" and (figure.lo or 0) > 100 and figure.kind ~= "growth" then
        local metric = figure.metric or ""
        for _, word in ipairs(words) do
          if metric:sub(-#word) == word then
            flag {
              at = figure, figures = { rate = figure, word = word },
              message = {
                zh = "“{word}”为{rate}，超过100%，建议核实口径",
                en = "{word} is {rate}, more than a hundred per cent; please check what it covers",
              },
            }
            break
          end
        end
      end
    end
  end,
}
