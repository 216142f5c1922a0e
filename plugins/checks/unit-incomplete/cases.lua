return {
  { name = "an amount without its unit",
    item = { target = "进出口总额62亿元。", result = "进出口总额完成56.3亿。" },
    expect = { { field = "result", quote = "56.3亿", severity = "note" } } },
  { name = "whole amounts",
    item = { target = "进出口总额62亿元。", result = "进出口总额完成56.3亿元，服务3万人次。" },
    expect = {} },
  { name = "nothing says what it could be",
    item = { target = "播放量达到1亿。", result = "播放量达到1.2亿。" },
    expect = {} },
}
