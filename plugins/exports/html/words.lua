-- The page's own words in both languages. Both are in the page; a switch shows one of them.
local markup = require "markup"

local words = {}

-- A text that changes with the language of the page; one that is the same in both stands once.
function words.both(zh, en)
  if zh == en then
    return markup("{zh}", { zh = zh })
  end
  return markup('<i lang="zh">{zh}</i><i lang="en">{en}</i>', { zh = zh, en = en })
end

-- Labels of statuses; the order is that of the strip, from done to not begun.
words.status = {
  { "exceeded", "超额完成", "exceeded" }, { "completed", "完成", "completed" },
  { "on_track", "按序时推进", "on track" }, { "partly_done", "部分完成", "partly done" },
  { "behind", "滞后", "behind" }, { "delayed", "推迟", "delayed" },
  { "suspended", "暂停", "suspended" }, { "cancelled", "取消", "cancelled" },
  { "transferred", "移交", "transferred" }, { "not_started", "未启动", "not started" },
  { "data_pending", "数据未出", "data pending" }, { "none", "文中未说明", "not said" },
}

words.severity = {
  { "error", "错误", "error" }, { "warning", "警告", "warning" },
  { "note", "提示", "note" }, { "info", "信息", "info" },
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

words.change = {
  { "added", "新增任务", "new task" }, { "removed", "不再列出", "gone" }, { "renumbered", "序号变动", "renumbered" },
  { "moved", "移动", "moved" }, { "task_reworded", "任务改写", "task reworded" }, { "target_softened", "目标放松", "target softened" },
  { "target_raised", "目标提高", "target raised" }, { "target_changed", "目标变动", "target changed" },
  { "unit_added", "增加单位", "unit added" }, { "unit_removed", "减少单位", "unit removed" }, { "lead_changed", "牵头变动", "lead changed" },
  { "status_changed", "状态变动", "status changed" }, { "result_unchanged", "完成情况未更新", "result not updated" },
  { "quantity_up", "数值上升", "figure up" }, { "quantity_down", "数值下降", "figure down" },
  { "deadline_slipped", "期限后移", "deadline slipped" }, { "merged", "并入", "merged" }, { "split", "拆出", "split" },
  { "text", "文字变动", "text changed" }, { "format", "格式变动", "format changed" },
}

-- What reading several submissions as one had to say.
words.merged = {
  { "merge-conflict", "内容不一致，都保留", "differs, both are kept" }, { "merge-missing", "没有报送", "not handed in" },
  { "merge-unplanned", "计划中没有", "not in the plan" }, { "merge-plan-differs", "与计划不一致", "not as in the plan" },
  { "merge-filled", "补自另一处", "filled from elsewhere" }, { "merge-same", "重复报送，内容相同", "handed in again, the same" },
}

-- "2024 第三季度" of a period.
function words.period(period)
  if not period or not period.from then
    return markup("{name}", { name = "?" })
  end
  local year, index = period.from:sub(1, 4), period.index or 0
  local zh = ({ month = "%s年%d月", ytd = "%s年1-%d月", quarter = "%s年第%d季度", ["ytd-quarter"] = "%s年前%d季度",
                half = "%s年%d半年", year = "%s年" })[period.kind]
  local en = ({ month = "%s, month %d", ytd = "%s, months 1-%d", quarter = "%s Q%d", ["ytd-quarter"] = "%s Q1-%d",
                half = "%s H%d", year = "%s" })[period.kind]
  if not zh then
    return markup("{name}", { name = period.from .. " — " .. period.to })
  end
  zh = zh:format(year, index)
  zh = period.kind == "half" and year .. "年" .. (index == 2 and "下半年" or "上半年") or zh
  return words.both(zh, en:format(year, index))
end

-- The entry of a list as it stands on the page.
function words.of(list, id)
  for _, entry in ipairs(list) do
    if entry[1] == id then
      return words.both(entry[2], entry[3])
    end
  end
  return words.both(id, id)
end

-- The place of an entry in its list, from 1.
function words.rank(list, id)
  for i, entry in ipairs(list) do
    if entry[1] == id then return i end
  end
  return #list
end

-- The number an item goes by.
function words.no(item)
  return item.no or tostring(item.index)
end

return words
