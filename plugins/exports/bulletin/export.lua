-- A draft of the office's own bulletin, in Markdown: what the export docx makes, from the same template, for systems that
-- take text. draft.lua and template.lua are those of docx, as a plugin is whole in its folder; a test keeps them equal.
local draft = require "draft"
local template = require "template"

local escapes = {
  ["\\"] = "\\\\", ["|"] = "\\|", ["\n"] = "<br>", ["\r"] = "",
  ["<"] = "&lt;", [">"] = "&gt;", ["&"] = "&amp;",
  ["*"] = "\\*", ["_"] = "\\_", ["`"] = "\\`", ["["] = "\\[", ["]"] = "\\]", ["#"] = "\\#", ["~"] = "\\~",
}

-- Control characters, which command a terminal, become their pictures: ␛ for the escape.
local function plain(text)
  return (text:gsub("[\\|\n\r<>&*_`%[%]#~]", escapes):gsub("[\0-\8\11-\31\127]", function(control)
    return utf8.char(control == "\127" and 0x2421 or 0x2400 + control:byte())
  end))
end

local function table_of(bulletin)
  local lines = { "| 序号 | 任务 | 牵头单位 | 状态 |", "|---|---|---|---|" }
  for _, item in ipairs(bulletin.items) do
    lines[#lines + 1] = ("| %s | %s | %s | %s |"):format(plain(item.no or tostring(item.index)), plain(item.task or ""),
      plain(draft.lead(item)), draft.label(item))
  end
  return table.concat(lines, "\n")
end

return export {
  id = "bulletin",
  title = { zh = "通报草稿，Markdown", en = "Draft of a bulletin, Markdown" },
  extension = "md", mime = "text/markdown", findings = true, masks_people = true,
  write = function(bulletin, out)
    local values, lists = draft.values(bulletin)
    for line in template:gmatch("[^\n]+") do
      local list = line:match("^{(%w+)}$")
      if list == "table" then
        out:write(table_of(bulletin), "\n\n")
      elseif list == "page" then
        out:write("---\n\n")
      elseif list and lists[list] then
        for i, text in ipairs(lists[list]) do
          out:write(#lists[list] > 1 and i .. ". " or "", plain(text), "\n")
        end
        out:write("\n")
      else
        local filled = line:gsub("{(%w+)}", function(name)
          return plain(values[name] or error("template.lua: {" .. name .. "} is none of the values"))
        end)
        out:write(filled, "\n\n")
      end
    end
  end,
}
