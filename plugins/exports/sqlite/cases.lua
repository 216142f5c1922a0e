return {
  { name = "what was read, table by table",
    title = "某区2024年第二季度通报",
    item = { no = "1", task = "修路'; DROP TABLE items; --", target = "修路10公里", result = "修路3公里" },
    expect_text = { "修路'; DROP TABLE items; --", "missed_targets", "quantities.quantity", "3公里" } },
}
