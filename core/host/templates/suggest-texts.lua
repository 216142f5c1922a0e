-- What the scripts of `tongbao suggest` share: texts of a bulletin as Lua source, on one line each, so that
-- nothing in them can be more than a text.
function quoted(text)
  return (("%q"):format(text):gsub("\\\n", "\\n"))
end

-- A list of lines as the file that returns them.
function print_list(zh, en, lines)
  print("-- " .. zh)
  print("-- " .. en)
  print("return {")
  for _, line in ipairs(lines) do
    print("  " .. line .. ",")
  end
  print("}")
end

-- The cells of a case: { task = "…", result = "…" }.
function quoted_cells(cells)
  local names, parts = {}, {}
  for name in pairs(cells) do
    names[#names + 1] = name
  end
  table.sort(names)
  for i, name in ipairs(names) do
    parts[i] = ("[%s] = %s"):format(quoted(name), quoted(cells[name]))
  end
  return "{ " .. table.concat(parts, ", ") .. " }"
end
