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
    local fields = {}
    local function row(cell_of)
      for i = 1, #bulletin.columns do
        fields[i] = cell_of(i) or false
      end
      out:row(fields, ",", opt.formulas)
    end
    if out.first and opt.bom then
      out:write("\xEF\xBB\xBF")
    end
    if bulletin.title then
      out:row({ bulletin.title }, ",", opt.formulas)
    end
    row(function(i) return bulletin.columns[i].header end)
    for _, item in ipairs(bulletin.items) do
      row(function(i) return item:text("col:" .. i - 1) end)
    end
  end,
}
