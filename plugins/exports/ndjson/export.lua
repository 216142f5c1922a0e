-- An item a line, for programs that read streams.
return export {
  id = "ndjson",
  title = { zh = "一行一项，JSON", en = "An item a line, JSON" },
  extension = "ndjson", mime = "application/x-ndjson", joined = true,
  write = function(bulletin, out)
    for _, item in ipairs(bulletin.items) do
      out:json(item):write("\n")
    end
  end,
}
