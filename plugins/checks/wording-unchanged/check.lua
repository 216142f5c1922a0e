-- The same words as in the periods before, of something that is not done.

local COUNTED = { ["same-words"] = true, ["nearly-same-words"] = true, ["part-same-words"] = true }

-- The change of an item that says its words are the same; of a part, the part that stands at the same words.
local function unchanged(item, why, text)
  for _, change in ipairs(item.changes) do
    if change.kind == "result_unchanged" and COUNTED[change.why]
      and (why ~= "part-same-words" or change.why ~= "part-same-words" or change.after.text == text) then
      return change
    end
  end
end

-- How many bulletins in a row have the words, this one included; that the chain went on is told by each one's changes.
local function periods_of(item, change)
  local text = change.after and change.after.text
  local count = 2
  for _, before in ipairs(item:history()) do
    if not unchanged(before, change.why, text) then break end
    count = count + 1
  end
  return count
end

local MESSAGES = {
  ["same-words"] = {
    zh = "本期与此前共{periods}期表述未变，看不出期间进展，建议核实", en = "the same words in {periods} bulletins; the text "
      .. "does not show what has happened since; please verify" },
  ["nearly-same-words"] = {
    zh = "本期与此前共{periods}期表述几乎未变，数字也相同，看不出期间进展，建议核实",
    en = "nearly the same words and figures in {periods} bulletins; the text does not show what has happened since; "
      .. "please verify" },
  ["part-same-words"] = {
    zh = "其中一部分与此前共{periods}期表述未变，看不出期间进展，建议核实",
    en = "one part in the same words in {periods} bulletins; the text does not show what has happened since; "
      .. "please verify" },
}

return check {
  id = "wording-unchanged",
  severity = "note",
  topic = "commitments",
  title = { zh = "表述未变", en = "The wording has not changed" },
  why = {
    zh = "未完成的任务，完成情况与上期逐字相同或几乎相同，看不出期间的进展；数期不变的更应核实。",
    en = "Of a task that is not done, the result says the same as before, so the text does not show what has "
      .. "happened since; the more so after several periods.",
  },
  options = {
    periods = { default = 2, min = 2, max = 8, type = "integer",
      help = { zh = "共几期不变时提示（含本期）", en = "bulletins in a row with the same words from which to speak up" } },
    nearly = { default = true,
      help = { zh = "几乎不变的也提示", en = "also tell words that are nearly the same" } },
    parts = { default = true,
      help = { zh = "其中一部分不变的也提示", en = "also tell a part in the same words" } },
  },
  history = true,
  each_pair = function(_, new, opt, flag)
    for _, change in ipairs(new.changes) do
      local message = change.kind == "result_unchanged" and MESSAGES[change.why]
      local wanted = (opt.nearly or change.why ~= "nearly-same-words")
        and (opt.parts or change.why ~= "part-same-words")
      if message and wanted then
        local periods = periods_of(new, change)
        if periods >= opt.periods then
          flag { at = change.after or change.field, figures = { periods = periods }, confidence = change.confidence,
            message = message }
        end
      end
    end
  end,
}
