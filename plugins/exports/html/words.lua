-- The page's own words in both languages. Both are in the page; a switch shows one of them.
local markup = require "markup"

local words = {}

-- A text that changes with the language of the page.
function words.both(zh, en)
  return markup('<span class="zh" lang="zh">{zh}</span><span class="en" lang="en">{en}</span>', { zh = zh, en = en })
end

-- Labels of DESIGN's statuses; the order is that of the strip, from done to not begun.
words.status = {
  { "exceeded", "超额完成", "exceeded" }, { "completed", "完成", "completed" },
  { "on_track", "按序时推进", "on track" }, { "partly_done", "部分完成", "partly done" },
  { "behind", "滞后", "behind" }, { "delayed", "推迟", "delayed" },
  { "suspended", "暂停", "suspended" }, { "cancelled", "取消", "cancelled" },
  { "transferred", "移交", "transferred" }, { "not_started", "未启动", "not started" },
  { "data_pending", "数据未出", "data pending" }, { "none", "文中未说明", "not said" },
}

words.severity = {
  error = { "错误", "error" }, warning = { "警告", "warning" },
  note = { "提示", "note" }, info = { "信息", "info" },
}

-- Sections of the head, what matters first.
words.topic = {
  { "figures", "数字对不上", "Figures that do not add up" },
  { "targets", "与目标有差距", "Short of the target" },
  { "commitments", "承诺有变", "Commitments that changed" },
  { "open", "没有下文", "Left open" },
  { "table", "表格", "The table" },
  { "text", "文字", "Wording" },
}

function words.of(list, id)
  for _, entry in ipairs(list) do
    if entry[1] == id then
      return entry[2], entry[3]
    end
  end
  return id, id
end

return words
