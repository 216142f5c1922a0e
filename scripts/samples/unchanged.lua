-- Results whose wording is that of the bulletin before, or of one before that.
--
--     tongbao run scripts/samples/unchanged.lua q2.txt q3.txt
--
-- What was finished may well be told in the same words again: such items are left out.
local bulletin = reports[#reports]
local finished = { completed = true, exceeded = true, cancelled = true, transferred = true }
local function bare(text)
  return (text:gsub("[%s%p]", ""))
end

local found = { columns = { "item", "periods", "result" } }
for _, item in ipairs(bulletin.items) do
  local same = 0
  for _, before in ipairs(item:history()) do
    if not (item.result and before.result) or bare(item.result) ~= bare(before.result) then
      break
    end
    same = same + 1
  end
  if same > 0 and not finished[item.status.label] then
    found[#found + 1] = { item = item.no, periods = same + 1, result = item.result }
  end
end
return found
