return {
  { name = "four names for five", item = { result = "完成柳林、石桥、双泉、桃溪5处污水站建设。" },
    expect = { { field = "result", quote = "5处" } } },
  { name = "a verb before the first name",
    item = { result = "深入推进农村生活污水治理，已全面建成投入使用柳林、石桥、双泉、桃溪5处。" },
    expect = { { field = "result", quote = "5处" } } },
  { name = "the number of a part is no name",
    item = { result = "1、园区已投用；2、累计建成柳林、石桥、双泉、桃溪5处中转站。" },
    expect = { { field = "result", quote = "5处" } } },
  { name = "four names for four", item = { result = "完成柳林、石桥、双泉、桃溪4处污水站建设。" }, expect = {} },
  { name = "an open list", item = { result = "完成柳林、石桥、双泉、桃溪等5处污水站建设。" }, expect = {} },
  { name = "far fewer names are examples", item = { result = "完成柳林、石桥、双泉12处污水站建设。" }, expect = {} },
}
