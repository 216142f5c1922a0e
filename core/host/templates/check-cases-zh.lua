-- 每个用例是一小份通报和应当指出的字：quote 就是那几个字。expect = {} 表示什么都不该指出。
-- item 里可写 task、target、units、result 等列；多项用 items = { {…}, {…} }，选项用 opt = {…}。
return {
  { name = "写一句该指出的原文，再让 check.lua 找到它",
    item = { task = "建成便民服务中心。", result = "下一步将加快推进建设。" },
    expect = { { field = "result", quote = "下一步将" } } },
  { name = "写一句不该指出的原文",
    item = { task = "建成便民服务中心。", result = "便民服务中心已建成投用。" },
    expect = {} },
}
