-- An export in three steps:
--   1. write a small bulletin and the text that should come of it into cases.lua;
--   2. write the file's ending, its type and its content here;
--   3. when `tongbao test @NAME@` passes, `tongbao export FILE --to @NAME@` uses it.
-- What a bulletin has stands in docs/api/reference.md; out:write takes texts, out:row a line of a table,
-- out:json a value.
return export {
  id = "@NAME@",
  title = "(in a few words: what is written, for whom)",
  extension = "txt", mime = "text/plain", joined = true,
  write = function(bulletin, out)
    out:write(bulletin.title or "", "\n")
    for _, item in ipairs(bulletin.items) do
      out:write(item.no or "", "\t", item.task or "", "\n")
    end
  end,
}
