-- What tells two bodies apart whose names are else alike, and what does not. One entry a line.

local words = {}

-- Text that makes another body of one: where only one of two names has it, they are two bodies.
words.distinct = {
  "第", "分", "支", "副", "中医", "妇幼", "人民", "经济", "高新", "开发区", "工业园", "新区", "街道", "镇", "乡",
  "村", "监督所", "大队", "支队", "中队", "党", "纪", "团", "妇", "老", "直", "东", "西", "南", "北", "上", "下",
  "一", "二", "三", "四", "五", "六", "七", "八", "九", "十",
}

-- Text that holds such characters and tells nothing apart: 住建局, 住房和城乡建设局.
words.neutral = { "城乡" }

-- Endings that official use adds to the name of a place, and that change nothing.
words.endings = { "人民政府", "政府", "办事处", "街道办事处", "管理委员会", "管委会" }

-- Places: only these take the endings above.
words.places = { "镇", "乡", "街道", "开发区", "园区", "新区", "园" }

-- Levels of government, left out in many places: 县林业局, 林业局.
words.levels = { "省", "市", "区", "县", "旗", "州" }

return words
