-- Follow a promise through the year: what each bulletin says of one task.
--
--     tongbao run scripts/samples/follow.lua q1.txt q2.txt q3.txt -- 3
--     tongbao run scripts/samples/follow.lua linzi@2021Q3 -- 3
--
-- The number is the one printed in the last bulletin; in the others it may be another, and the task
-- reworded.
local no = arg[1] or error("say which item: … -- 3", 0)
local last = reports[#reports]
local item = last:item(no)
if not item then
  error(("there is no item %s in %s"):format(no, last.title), 0)
end

local steps = { item }
for _, before in ipairs(item:history()) do
  table.insert(steps, 1, before)
end

print(item.task)
for _, step in ipairs(steps) do
  print("")
  print(("%s  %s  %s"):format(step.bulletin.period or "?", step.no or "-", step.status.label or "?"))
  print("  目标 target: " .. (step.target or "-"))
  print("  结果 result: " .. (step.result or "-"))
  for _, change in ipairs(step.changes) do
    if change.kind ~= "quantity_up" and change.kind ~= "text" then
      print("  变化 change: " .. tostring(change))
    end
  end
end
