return {
  { name = "one road of three",
    item = { target = "打通泰和路、青松路、学苑路。", result = "泰和路、学苑路已建成通车。" }, expect = { { field = "target", quote = "青松路" } } },
  { name = "let pass by the option",
    item = { target = "打通泰和路、青松路、学苑路。", result = "泰和路、学苑路已建成通车。" },
    opt = { least = 50 }, expect = {} },
  { name = "the last of the list, before its verb",
    item = { target = "望湖小学、松涧中学、北屏幼儿园主体封顶。", result = "望湖小学、松涧中学主体已封顶。" },
    expect = { { field = "target", quote = "北屏幼儿园" } } },
  { name = "all of them", item = { target = "打通泰和路、青松路。", result = "泰和路已通车，青松路正在施工。" }, expect = {} },
  { name = "said of all", item = { target = "打通泰和路、青松路、学苑路。", result = "泰和路等道路全部通车。" }, expect = {} },
  { name = "steps are no names", item = { target = "完成项目立项、环评、招标。", result = "已完成立项、环评。" }, expect = {} },
  { name = "none is spoken of", item = { target = "打通泰和路、青松路。", result = "道路工程有序推进。" }, expect = {} },
}
