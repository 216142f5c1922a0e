-- A case is a small bulletin and the texts that should stand in what is written.
return {
  { name = "write a small bulletin and what should come of it, then let export.lua write it",
    title = "某区2024年第三季度通报",
    items = { { no = "1", task = "修路", result = "已完工。" } },
    expect_text = { "某区2024年第三季度通报\n", "1\t修路\t已完工。\n" } },
}
