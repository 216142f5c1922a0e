-- Everything that was read, in the form of `tongbao show --format json`.
return export {
  id = "json",
  title = { zh = "读出的全部内容，JSON", en = "All that was read, JSON" },
  extension = "json", mime = "application/json",
  write = function(bulletin, out)
    out:json(bulletin, true):write("\n")
  end,
}
