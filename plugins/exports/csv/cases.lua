return {
  { name = "a quote, a line end and a separator",
    title = "某区2024年第二季度通报",
    item = { no = "1", task = "修路，二期", target = "修\"样板路\"", result = "完成\n验收" },
    opt = { bom = false },
    expect_text = {
      "某区2024年第二季度通报\r\n",
      '1,修路，二期,"修""样板路""",',
      '"完成\n验收"\r\n' } },
  { name = "a cell that looks like a formula",
    item = { no = "1", task = "=HYPERLINK(\"x\")", target = "-3.5%", result = "+86" },
    expect_text = { "\"'=HYPERLINK(\"\"x\"\")\",-3.5%", ",+86\r\n" } },
  { name = "formulas left as they are",
    item = { no = "1", task = "=1+1", target = "@x", result = "完成" },
    opt = { formulas = true },
    expect_text = { "\xEF\xBB\xBF", "1,=1+1,@x," } },
}
