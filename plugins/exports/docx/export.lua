-- A draft of the office's own bulletin, as a document: counts, what is behind with the reasons as quoted, findings that
-- somebody confirmed, all tasks; what nobody has checked stands apart behind it. The wording is that of template.lua.
local markup = require "markup"
local draft = require "draft"
local template = require "template"

local function paragraph(style, text)
  return markup('<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>\n', { style = style, text = text })
end

local function cell(width, text, bold)
  return markup('<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr><w:p><w:pPr><w:pStyle w:val="Cell"/></w:pPr><w:r>{bold}<w:t xml:space="preserve">{text}</w:t></w:r></w:p></w:tc>',
    { width = width, text = text, bold = bold and markup("<w:rPr><w:b/></w:rPr>") or "" })
end

local function row(cells, head)
  local widths, pieces = { 800, 5000, 1800, 1400 }, {}
  for i, text in ipairs(cells) do
    pieces[i] = cell(widths[i], text, head)
  end
  return markup("<w:tr>{head}{pieces}</w:tr>\n", { head = head and markup("<w:trPr><w:tblHeader/></w:trPr>") or "", pieces = pieces })
end

local function table_of(bulletin)
  local rows = { row({ "序号", "任务", "牵头单位", "状态" }, true) }
  for _, item in ipairs(bulletin.items) do
    rows[#rows + 1] = row { item.no or tostring(item.index), item.task or "", draft.lead(item), draft.label(item) }
  end
  return markup('<w:tbl><w:tblPr><w:tblStyle w:val="Grid"/><w:tblW w:w="9000" w:type="dxa"/><w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid><w:gridCol w:w="800"/><w:gridCol w:w="5000"/><w:gridCol w:w="1800"/><w:gridCol w:w="1400"/></w:tblGrid>\n{rows}</w:tbl>\n',
    { rows = rows })
end

-- The lines of the template as paragraphs.
local function body_of(bulletin)
  local values, lists = draft.values(bulletin)
  local pieces = {}
  for line in template:gmatch("[^\n]+") do
    local list = line:match("^{(%w+)}$")
    if list == "table" then
      pieces[#pieces + 1] = table_of(bulletin)
    elseif list == "page" then
      pieces[#pieces + 1] = markup('<w:p><w:r><w:br w:type="page"/></w:r></w:p>\n')
    elseif list and lists[list] then
      for i, text in ipairs(lists[list]) do
        pieces[#pieces + 1] = paragraph("Normal", #lists[list] > 1 and i .. ". " .. text or text)
      end
    else
      local marks, text = line:match("^(#*)%s*(.*)$")
      local filled = text:gsub("{(%w+)}", function(name)
        return values[name] or error("template.lua: {" .. name .. "} is none of the values")
      end)
      pieces[#pieces + 1] = paragraph(marks == "#" and "Title" or marks == "##" and "Heading1" or "Normal", filled)
    end
  end
  return pieces
end

local word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
local start = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

-- 仿宋 and 小标宋 where they are installed, by the habits of official documents.
local styles = [[
<w:styles xmlns:w="{word}"><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="仿宋"/><w:sz w:val="32"/><w:lang w:val="zh-CN" w:eastAsia="zh-CN"/></w:rPr></w:rPrDefault></w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:pPr><w:spacing w:line="560" w:lineRule="exact"/><w:ind w:firstLineChars="200" w:firstLine="640"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/><w:basedOn w:val="Normal"/><w:pPr><w:spacing w:before="240" w:after="360" w:line="640" w:lineRule="exact"/><w:ind w:firstLineChars="0" w:firstLine="0"/><w:jc w:val="center"/></w:pPr><w:rPr><w:rFonts w:eastAsia="方正小标宋简体"/><w:sz w:val="44"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/><w:pPr><w:keepNext/><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:rFonts w:eastAsia="黑体"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Cell"><w:name w:val="Cell"/><w:rPr><w:sz w:val="21"/></w:rPr></w:style>
<w:style w:type="table" w:styleId="Grid"><w:name w:val="Table Grid"/><w:tblPr><w:tblBorders><w:top w:val="single" w:sz="4"/><w:left w:val="single" w:sz="4"/><w:bottom w:val="single" w:sz="4"/><w:right w:val="single" w:sz="4"/><w:insideH w:val="single" w:sz="4"/><w:insideV w:val="single" w:sz="4"/></w:tblBorders><w:tblCellMar><w:left w:w="100" w:type="dxa"/><w:right w:w="100" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style></w:styles>
]]

return export {
  id = "docx",
  title = { zh = "通报草稿，Word 文档", en = "Draft of a bulletin, Word document" },
  extension = "docx", mime = "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  module = "zip", findings = true, masks_people = true,
  write = function(bulletin, out)
    out:part("[Content_Types].xml", start .. '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/></Types>')
    local relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
    local function rels(type, target)
      return start .. ('<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="%s" Target="%s"/></Relationships>'):format(relations .. type, target)
    end
    out:part("_rels/.rels", rels("officeDocument", "word/document.xml"))
    out:part("word/_rels/document.xml.rels", rels("styles", "styles.xml"))
    out:part("word/styles.xml", markup(start .. styles, { word = word }))
    out:part("word/document.xml", markup(start .. '<w:document xmlns:w="{word}"><w:body>\n{body}<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1588" w:header="851" w:footer="992" w:gutter="0"/></w:sectPr></w:body></w:document>',
      { word = word, body = body_of(bulletin) }))
  end,
}
