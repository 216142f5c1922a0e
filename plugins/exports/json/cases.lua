return {
  { name = "the report's own schema",
    title = "某区2024年第二季度通报",
    item = { no = "1", task = "修路\"甲\"", target = "修路5公里", result = "修路3公里" },
    expect_text = { '"schema": "tongbao.report/1"', '"year": 2024', '"task":"修路\\"甲\\""', '"unit":"公里"' } },
}
