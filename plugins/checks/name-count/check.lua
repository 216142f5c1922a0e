-- "甲路、乙路、丙路4条": the names before a figure, counted. Only lists of names are held to it: an open
-- list (等), or kinds of things in place of names, may well be more.
local MARKS = any_of { "，", "。", "；", "：", "（", "\n" }
local open_words = { "等", "及", "和", "以及", "共", "分别" }

local function characters(text)
  return utf8.len(text) or 0
end

-- The words before the figure back to the nearest mark that ends a clause.
local function before(item, figure)
  local text = item:text(figure.field):sub(1, figure.from - 1)
  local start = 1
  local from, to = MARKS:find(text)
  while from do
    start = to + 1
    from, to = MARKS:find(text, start)
  end
  return (text:sub(start):gsub("^%s*%d+、", "")) -- the number of a part is no name
end

return check {
  id = "name-count",
  severity = "note",
  topic = "figures",
  title = { zh = "所列名称与个数不一致", en = "Names listed do not match their number" },
  why = {
    zh = "数字前逐一列出了名称，名称的个数与数字差一个。如所列并非全部名称，可不处理。",
    en = "Names are listed one by one before a figure, and there is one more or one fewer than it says.",
  },
  options = {
    least = { default = 3, min = 2, max = 20,
      help = { zh = "至少列出几个名称才比较", en = "names from which a list is compared" } },
  },
  each_item = function(item, opt, flag)
    if not (item.result or ""):find("、", 1, true) then return end
    for _, figure in ipairs(item.quantities) do
      if figure.field == "result" and figure.dimension == "count" and figure.comparator == "eq" then
        local list = before(item, figure)
        local names = 1 + select(2, list:gsub("、", ""))
        local plain = names >= opt.least and math.abs(names - figure.value) == 1
        for _, word in ipairs(plain and open_words or {}) do plain = plain and not list:find(word, 1, true) end
        for name in (plain and list .. "、" or ""):gmatch("(.-)、") do -- the first carries the verb before it
          plain = plain and characters(name) >= 2 and not name:find("%d")
          plain = plain and (characters(name) <= 10 or list:sub(1, #name) == name)
        end
        if plain then
          flag {
            at = figure, figures = { number = figure, names = names },
            message = {
              zh = "数字为{number}，前面列出的名称为{names}个，建议核实",
              en = "the figure is {number}, {names} names stand before it; please verify",
            },
          }
        end
      end
    end
  end,
}
