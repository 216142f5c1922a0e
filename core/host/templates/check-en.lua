-- A check in three steps:
--   1. write a sentence it should point at, and one it should not, into cases.lua;
--   2. write the words to look for, the title and the message here;
--   3. when `tongbao test @NAME@` passes, `tongbao check FILE` uses it.
-- What an item has (cells, figures, dates, units, pairs, ...) stands in docs/api/reference.md.
return check {
  id = "@NAME@",
  severity = "note",
  title = "(in a few words: what this rule looks for)",
  each_item = function(item, opt, flag)
    for _, place in ipairs(item:find_any("result", { "要找的词" })) do
      flag { at = place, message = "(what the text says, and what to verify)" }
    end
  end,
}
