-- 三步写成一条检查：
--   1. 在 cases.lua 里写一句该指出的原文和一句不该指出的；
--   2. 在这里写要找的词、标题和提示；
--   3. tongbao test @NAME@ 通过后，tongbao check 文件 就会用上它。
-- item 里有什么（单元格、数字、日期、单位、配对……）见 docs/api/reference.md。
return check {
  id = "@NAME@",
  severity = "note",
  title = "（一句话：这条规则查什么）",
  each_item = function(item, opt, flag)
    for _, place in ipairs(item:find_any("result", { "要找的词" })) do
      flag { at = place, message = "（文中写了什么，要核实什么）" }
    end
  end,
}
