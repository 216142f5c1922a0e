return {
  { name = "a line for each item",
    items = { { no = "1", task = "修路" }, { no = "2", task = "植树\n种草" } },
    expect_text = { '"no":"1"', '"task":"修路"', '}\n{', '"task":"植树\\n种草"' } },
}
