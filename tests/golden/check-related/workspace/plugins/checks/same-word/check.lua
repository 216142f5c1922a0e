-- Holds places in two items, and in two cells of one, against each other.
return check {
  id = "same-word", severity = "note", title = { zh = "同一个词", en = "the same word" },
  whole = function(bulletin, opt, flag)
    local a, b = bulletin:item("1"), bulletin:item("2")
    flag { at = a:find_any("result", { "完成" })[1], against = b:find_any("result", { "完成" })[1],
           message = { zh = "两项都说“完成”", en = "two items say so" } }
    flag { at = a:find_any("result", { "新增" })[1], against = a:find_any("target", { "新增" })[1],
           message = { zh = "目标和结果都说“新增”", en = "target and result say so" } }
  end,
}
