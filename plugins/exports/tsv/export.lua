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
    out:table(bulletin, "\t", opt.formulas)
  end,
}
