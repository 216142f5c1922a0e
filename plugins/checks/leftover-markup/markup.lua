-- What belongs to web pages and not to the text of a cell. One entry per line with its reason; the
-- reader has already taken off what was whole.

local markup = {}

-- Elements that office software and web editors leave in tables.
markup.elements = {
  p = "paragraph", br = "line end", div = "block", span = "run of text", font = "typeface",
  td = "cell", th = "header cell", tr = "row", table = "table", tbody = "body of a table",
  thead = "head of a table", tfoot = "foot of a table", col = "column", colgroup = "columns",
  b = "bold", strong = "bold", i = "italic", em = "italic", u = "underlined", s = "struck out",
  sub = "subscript", sup = "superscript", a = "link", img = "picture", ul = "list", ol = "list",
  li = "element of a list", h1 = "heading", h2 = "heading", h3 = "heading", h4 = "heading",
  center = "centred", section = "section", style = "style sheet", script = "program",
  ["o:p"] = "paragraph of an office program", ["st1:chsdate"] = "date of an office program",
}

-- Named characters. Without the semicolon they count too: that is how the reader misses them.
markup.entities = {
  nbsp = "blank", ensp = "blank", emsp = "blank", thinsp = "blank", zwnj = "no space", amp = "&",
  lt = "<", gt = ">", quot = "quotation mark", apos = "apostrophe", ldquo = "“", rdquo = "”",
  lsquo = "‘", rsquo = "’", hellip = "…", mdash = "—", ndash = "–", middot = "·", bull = "•",
  times = "×", divide = "÷", plusmn = "±", deg = "°", permil = "‰", laquo = "«", raquo = "»",
}

return markup
