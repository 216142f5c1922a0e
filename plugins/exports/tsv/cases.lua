return {
  { name = "one row for each item, quoted where a cell has a tab or a line end",
    title = "某区2024年第二季度通报",
    items = { { no = "1", task = "修路", result = "完成\n验收" }, { no = "2", task = "植\t树", result = "@x" } },
    expect_text = { "某区2024年第二季度通报\n", "1\t修路\t\"完成\n验收\"\n2\t\"植\t树\"\t'@x\n" } },
}
