return {
  { name = "an item without findings is a case that passes; its text is no markup",
    title = "某区2024年第二季度通报",
    item = { no = "1", task = "修路 1<2 & \"好\"", target = "修路5公里", result = "修路5公里" },
    expect_text = {
      '<testsuite name="某区2024年第二季度通报" tests="1" failures="0" errors="0" skipped="0">',
      '<testcase classname="item" name="1 修路 1&lt;2 &amp; &quot;好&quot;"/>' } },
}
