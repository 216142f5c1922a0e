-- A blank or line end inside the name of a unit, which the program took for one name.

local function without_blanks(text)
  return (text:gsub("%s+", ""):gsub("\u{3000}", ""):gsub("\u{A0}", ""))
end

return check {
  id = "rejoined-name",
  severity = "info",
  topic = "text",
  title = { zh = "单位名称中间断开", en = "Name of a unit broken in two" },
  why = {
    zh = "单位名称中间有空格或换行，多为表格折行所致；按空格分开统计时会被当成两个单位。这里列出程序合并了哪些，以便核对。",
    en = "A blank or line end inside a name mostly comes from a wrapped cell; whoever divides at blanks counts two "
      .. "units. Here stands what was put together, so that it can be checked.",
  },
  options = {
    blanks = { default = true,
      help = { zh = "只隔一个空格的也列出", en = "list names broken by a single blank, too" } },
  },

  each_item = function(item, opt, flag)
    for _, unit in ipairs(item.units) do
      local text = unit.text
      local wanted = text and (opt.blanks or text:find("\n", 1, true))
      if wanted and text ~= unit.name and text:find("%s") and without_blanks(text) == unit.name then
        flag {
          at = unit,
          figures = { text = text:gsub("%s+", " "), name = unit.name },
          message = {
            zh = "“{text}”中间断开，按一个单位“{name}”读取，建议核实",
            en = "'{text}' is broken in two; it was read as the one unit {name}: please verify",
          },
        }
      end
    end
  end,
}
