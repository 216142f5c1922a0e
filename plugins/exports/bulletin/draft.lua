-- What the template speaks of, out of the bulletin: texts, and lists of lines.
local labels = {
  { "exceeded", "超额完成" }, { "completed", "完成" }, { "on_track", "按序时推进" }, { "partly_done", "部分完成" },
  { "behind", "滞后" }, { "delayed", "推迟" }, { "suspended", "暂停" }, { "cancelled", "取消" },
  { "transferred", "移交" }, { "not_started", "未启动" }, { "data_pending", "数据未出" }, { "none", "文中未说明" },
}
local slow = { behind = true, delayed = true, suspended = true, not_started = true }

local draft = {}

function draft.label(item)
  for _, entry in ipairs(labels) do
    if entry[1] == (item.status.label or "none") then return entry[2] end
  end
end

local function no_of(item)
  return ("第%s项"):format(item.no or item.index)
end

-- Who leads by the text's own word; one that was only concluded says so.
function draft.lead(item)
  for _, unit in ipairs(item.units) do
    if unit.role == "lead" then
      return unit.name .. (unit.basis == "explicit" and "" or "（推定）")
    end
  end
  return ""
end

local function period_of(bulletin)
  local period = bulletin.period
  if not period or not period.from then return "" end
  local forms = { month = "%s年%d月", ytd = "%s年1-%d月", quarter = "%s年第%d季度", ["ytd-quarter"] = "%s年前%d季度", year = "%s年" }
  local form = forms[period.kind]
  return form and form:format(period.from:sub(1, 4), period.index or 0) or ("%s至%s"):format(period.from, period.to)
end

-- A task that is behind, with the reasons as the text gives them.
local function behind(item)
  local reasons = {}
  for i, reason in ipairs(item.reasons) do
    reasons[i] = "“" .. (reason.text or "") .. "”"
  end
  local lead = draft.lead(item)
  return ("%s%s%s：%s。%s"):format(no_of(item), lead ~= "" and "（" .. lead .. "）" or "", draft.label(item),
    ((item.task or ""):gsub("。$", "")),
    #reasons > 0 and "文中称" .. table.concat(reasons, "、") .. "。" or "文中未见原因。")
end

local function told(finding)
  local quote = finding.text and finding.text ~= "" and ("（原文“%s”）"):format(finding.text) or ""
  local said = (finding.reason and "核实意见：" .. finding.reason .. "。" or "") .. (finding.reply and "单位反馈：" .. finding.reply .. "。" or "")
  return (finding.item and no_of(finding.item) .. "：" or "") .. (finding.message.zh or finding.rule) .. quote .. "。" .. said
end

local merged = {
  ["merge-conflict"] = "报送内容不一致，都保留", ["merge-missing"] = "没有报送", ["merge-unplanned"] = "计划中没有",
  ["merge-plan-differs"] = "与计划不一致",
}

-- What was not agreed where several submissions were read as one: for somebody to decide.
local function unsettled(repair)
  return ("%s%s：%s%s。"):format(repair.part or "", repair.line and "第" .. repair.line .. "行" or "", merged[repair.kind],
    repair.detail and "：" .. repair.detail or "")
end

-- That names were taken out, where they were.
local function masked(bulletin)
  for _, repair in ipairs(bulletin.repairs) do
    if repair.kind == "name-masked" then
      return ("原文中的人名已隐去%d处。"):format(repair.count)
    end
  end
  return ""
end

function draft.values(bulletin)
  local counts, lines = {}, { behind = {}, confirmed = {}, open = {} }
  local done, late = 0, 0
  for _, item in ipairs(bulletin.items) do
    local id = item.status.label or "none"
    counts[id] = (counts[id] or 0) + 1
    done = done + ((id == "exceeded" or id == "completed") and 1 or 0)
    if slow[id] then
      late = late + 1
      table.insert(lines.behind, behind(item))
    end
  end
  for _, repair in ipairs(bulletin.repairs) do
    if merged[repair.kind] then
      table.insert(lines.open, unsettled(repair))
    end
  end
  local said = {}
  for _, entry in ipairs(labels) do
    if counts[entry[1]] then
      said[#said + 1] = ("%s%d项"):format(entry[2], counts[entry[1]])
    end
  end
  for _, finding in ipairs(bulletin.findings) do
    if finding.disposition == "confirmed" then
      table.insert(lines.confirmed, told(finding))
    elseif finding.state ~= "suppressed" and finding.severity ~= "info" then
      table.insert(lines.open, told(finding))
    end
  end
  for _, list in pairs(lines) do
    if #list == 0 then list[1] = "无。" end
  end
  return { title = bulletin.title or bulletin.source.name, place = bulletin.place or "", period = period_of(bulletin),
           total = tostring(#bulletin.items), counts = table.concat(said, "、"), done = tostring(done), late = tostring(late), masked = masked(bulletin) }, lines
end

return draft
