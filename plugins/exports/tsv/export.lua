-- The table as published, for spreadsheets: title, header, a row for each item.
return export {
  id = "tsv",
  title = { zh = "表格，制表符分隔", en = "Table, tab separated" },
  extension = "tsv", mime = "text/tab-separated-values", joined = true,
  options = {
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
      out:row(fields, "\t", opt.formulas)
    end
    if bulletin.title then
      out:row({ bulletin.title }, "\t", opt.formulas)
    end
    row(function(i) return bulletin.columns[i].header end)
    for _, item in ipairs(bulletin.items) do
      row(function(i) return item:text("col:" .. i - 1) end)
    end
  end,
}
