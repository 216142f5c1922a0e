-- Words that put a thing off; a bulletin that uses one owes a new date.
local put_off = { "推迟", "延期", "延后", "顺延", "暂缓", "暂停", "推后" }

return check {
  id = "no-new-date",
  severity = "note",
  topic = "commitments",
  title = { zh = "推迟或暂缓而未见新的时间", en = "Put off, and no new date" },
  why = {
    zh = "文中说某事推迟、延期或暂缓，但没有写明新的时间。",
    en = "The text says that something is put off and names no new date.",
  },
  each_item = function(item, opt, flag)
    for _, date in ipairs(item.dates) do
      if date.kind == "rescheduled" and date.span.field == "result" then return end
    end
    local places = item:find_any("result", put_off)
    if #places == 0 then return end
    flag {
      at = places[1],
      figures = { word = places[1].text },
      message = {
        zh = "文中称“{word}”，未见新的时间，建议核实",
        en = "the text says “{word}” and names no new date; please verify",
      },
    }
  end,
}
