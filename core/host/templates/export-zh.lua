-- 三步写成一种导出：
--   1. 在 cases.lua 里写一份小通报和应当写出的文字；
--   2. 在这里写文件的扩展名、类型和内容；
--   3. tongbao test @NAME@ 通过后，tongbao export 文件 --to @NAME@ 就会用上它。
-- bulletin 里有什么见 docs/api/reference.md；out:write 写文字，out:row 写表格的一行，out:json 写 JSON。
return export {
  id = "@NAME@",
  title = "（一句话：写成什么，给谁看）",
  extension = "txt", mime = "text/plain", joined = true,
  write = function(bulletin, out)
    out:write(bulletin.title or "", "\n")
    for _, item in ipairs(bulletin.items) do
      out:write(item.no or "", "\t", item.task or "", "\n")
    end
  end,
}
