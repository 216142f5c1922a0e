-- The table as published, in Markdown: for documents, wikis, issue trackers.
local escapes = {
  ["\\"] = "\\\\", ["|"] = "\\|", ["\n"] = "<br>", ["\r"] = "",
  ["<"] = "&lt;", [">"] = "&gt;", ["&"] = "&amp;",
  ["*"] = "\\*", ["_"] = "\\_", ["`"] = "\\`", ["["] = "\\[", ["]"] = "\\]",
}

-- Control characters, which command a terminal, become their pictures: ␛ for the escape.
local function plain(text)
  return (text or ""):gsub("[\\|\n\r<>&*_`%[%]]", escapes):gsub("[\0-\8\11-\31\127]", function(control)
    return utf8.char(control == "\127" and 0x2421 or 0x2400 + control:byte())
  end)
end

return export {
  id = "markdown",
  title = { zh = "表格，Markdown", en = "Table, Markdown" },
  extension = "md", mime = "text/markdown", joined = true,
  write = function(bulletin, out)
    local columns = #bulletin.columns
    local function row(cell_of)
      for i = 1, columns do
        out:write("| ", (plain(cell_of(i))), " ")
      end
      out:write("|\n")
    end
    if not out.first then
      out:write("\n")
    end
    if bulletin.title then
      out:write("# ", (plain(bulletin.title)), "\n\n")
    end
    row(function(i) return bulletin.columns[i].header end)
    out:write("|", ("---|"):rep(columns), "\n")
    for _, item in ipairs(bulletin.items) do
      row(function(i) return item:text("col:" .. i - 1) end)
    end
  end,
}
