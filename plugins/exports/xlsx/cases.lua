return {
  { name = "the table as published, then what was read from it",
    title = "某区2024年第二季度通报",
    item = { no = "1", task = "修路", target = "修路10公里", result = "=HYPERLINK(\"x\") 修路3公里" },
    expect_text = { "某区2024年第二季度通报", "=HYPERLINK(\"x\") 修路3公里", "处理结论", "核实意见", "单位反馈", "percent", "10公里" } },
}
