return {
  { name = "a bulletin in which nothing was found is a run with no results",
    title = "某区2024年第二季度通报",
    item = { no = "1", task = "修路", target = "修路5公里", result = "修路5公里" },
    expect_text = { '"version":"2.1.0"', '"name":"tongbao","rules":[]', '"columnKind":"unicodeCodePoints"', '"results":[]}]}' } },
}
