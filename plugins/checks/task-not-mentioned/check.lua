-- A task of the bulletin before that this one does not mention.

local DONE = { completed = true, exceeded = true }

-- At most so many characters of a text.
local function clipped(text, most)
  local stop = utf8.offset(text, most + 1)
  return stop and text:sub(1, stop - 1) .. "…" or text
end

local STATUS = {
  completed = { zh = "已完成", en = "done" }, exceeded = { zh = "超额完成", en = "exceeded" },
  on_track = { zh = "正常推进", en = "on track" }, partly_done = { zh = "部分完成", en = "partly done" },
  behind = { zh = "滞后", en = "behind" }, delayed = { zh = "延期", en = "put off" },
  suspended = { zh = "暂缓", en = "suspended" }, cancelled = { zh = "取消", en = "cancelled" },
  transferred = { zh = "移交", en = "handed over" }, not_started = { zh = "未启动", en = "not started" },
  data_pending = { zh = "数据未出", en = "figures pending" },
}
local UNKNOWN = { zh = "看不出", en = "not clear" }

return check {
  id = "task-not-mentioned",
  severity = "note",
  topic = "commitments",
  title = { zh = "本期未见对应表述", en = "A task that is not mentioned any more" },
  why = {
    zh = "上期通报中的任务，本期没有对应的一项。是否已完成、合并或取消，仅凭文本不能判断，应有交代。",
    en = "A task of the bulletin before has no counterpart in this one. Whether it is done, merged or dropped "
      .. "cannot be said from the text; it should be accounted for.",
  },
  options = {
    done = { default = false,
      help = { zh = "上期已完成的也提示", en = "also tell tasks that were done before" } },
    min_confidence = { default = 0.5, min = 0, max = 1,
      help = { zh = "确无对应的最低把握", en = "how sure it must be that nothing corresponds" } },
  },
  whole = function(bulletin, opt, flag)
    local before = bulletin.previous
    if not before or (before.year and bulletin.year and before.year ~= bulletin.year) then return end
    for _, change in ipairs(bulletin.changes) do
      local item = change.previous
      if change.kind == "removed" and change.confidence >= opt.min_confidence
        and (opt.done or not DONE[item.status.label]) then
        local status = STATUS[item.status.label] or UNKNOWN
        flag {
          confidence = change.confidence,
          figures = { no = item.no or item.index, task = clipped(item.task or item.id, 40),
            zh = status.zh, en = status.en },
          message = {
            zh = "上期第{no}项“{task}”本期未见对应表述（上期状态：{zh}），建议核实去向",
            en = "item {no} of the bulletin before, '{task}', is not mentioned any more (status then: {en}); "
              .. "please verify what became of it",
          },
        }
      end
    end
  end,
}
