-- The table as published, for spreadsheets: title, header, a row for each item.
return export {
  id = "csv",
  title = { zh = "表格，逗号分隔", en = "Table, comma separated" },
  extension = "csv", mime = "text/csv", joined = true,
  options = {
    bom = { default = true, help = {
      zh = "开头写字节序标记，Excel 才认得是 UTF-8",
      en = "begin with a byte order mark, by which Excel knows that it is UTF-8" } },
    formulas = { default = false, help = {
      zh = "以 =、+、-、@ 开头的格原样写出；不开时前面加 '，免得表格软件当公式执行",
      en = "leave cells that begin with = + - @ as they are; else a ' before them keeps spreadsheets from running them" } },
  },
  write = function(bulletin, out, opt)
    if out.first and opt.bom then
      out:write("\xEF\xBB\xBF")
    end
    out:table(bulletin, ",", opt.formulas)
  end,
}
