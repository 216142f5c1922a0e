return {
  { name = "counts, what is behind with the reason as quoted, and cells that stay text",
    title = "某区2024年第二季度重点工作通报",
    item = { no = "1", task = "修路 1<2 | *好*", units = "区交通局（牵头）", target = "修路10公里", result = "因拆迁受阻，尚未开工。" },
    expect_text = { "## 一、总体情况\n\n本期共通报1项任务", "修路 1&lt;2 \\| \\*好\\*", "# 待核实清单（不随通报印发）", "第1项（区交通局）",
                    "| 序号 | 任务 | 牵头单位 | 状态 |\n|---|---|---|---|\n| 1 | 修路" } },
}
