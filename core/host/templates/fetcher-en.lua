-- A fetcher in three steps:
--   1. write the links of the page that lists bulletins, and which of them are bulletins, into cases.lua;
--   2. write how to tell them here;
--   3. when `tongbao test @NAME@` passes, say fetcher = "@NAME@" in the sources of tongbao.lua, grant it
--      (`tongbao plugins grant @NAME@`), and `tongbao fetch SOURCE` uses it.
-- discover lists what there is, of which the latest period is taken; where the bulletin is the page at that
-- address, no fetch is needed. What source, http and a page have stands in docs/api/reference.md.
return fetcher {
  id = "@NAME@",
  title = "(in a few words: what kind of site, how its bulletins are found)",
  hosts = { "$source" },
  discover = function(source, http)
    local found = {}
    for _, link in ipairs(http.get(source.url).links) do
      if link.text:find("标题里的词", 1, true) then
        found[#found + 1] = { url = link.url, title = link.text }
      end
    end
    return found
  end,
}
