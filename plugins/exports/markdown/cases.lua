return {
  { name = "marks of Markdown and HTML in cells",
    title = "某区*通报*",
    item = { no = "1", task = "修|路", target = "＜快＞ 1<2 & 好", result = "完成\n验收_甲_" },
    expect_text = {
      "# 某区\\*通报\\*\n\n",
      "| 1 | 修\\|路 | ＜快＞ 1&lt;2 &amp; 好 | 完成<br>验收\\_甲\\_ |\n" } },
}
