-- Finds every full stop: enough of one kind to be folded.
return check {
  id = "many-marks", severity = "note",
  title = { zh = "句号", en = "full stop" },
  each_item = function(item, opt, flag)
    for _, place in ipairs(item:find_any("result", { "。" })) do
      flag { at = place, message = { zh = "这里有句号", en = "a full stop" } }
    end
  end,
}
