-- A part of the target, marked by a number or a name, that the result leaves out.

-- The name of a part without what follows a bracket, and at most its first characters.
local function head_of(label)
  local name = label:gsub("（.*$", ""):gsub("%(.*$", "")
  local stop = utf8.offset(name, 4)
  return stop and name:sub(1, stop - 1) or name
end

local function is_number(label)
  return label:find("^%d+$") ~= nil
end

return check {
  id = "part-unanswered",
  severity = "note",
  topic = "targets",
  title = { zh = "目标分项在完成情况中未见对应", en = "A part of the target without an answer" },
  why = {
    zh = "目标分列了几项，完成情况只回应了其中一部分，其余只字未提。",
    en = "The target lists several parts; the result answers some of them and leaves out the rest.",
  },
  options = {
    numbers = { default = true,
      help = { zh = "只有序号、没有名称的分项也提示", en = "tell parts that have a number and no name, too" } },
  },
  each_item = function(item, opt, flag)
    local parts = item.parts
    if #parts < 2 then return end
    local answered, missing = 0, {}
    for _, part in ipairs(parts) do
      if part.from and part.target then answered = answered + 1 end
      if not part.from and part.target and part.label ~= "" then missing[#missing + 1] = part end
    end
    if answered == 0 then return end
    for _, part in ipairs(missing) do
      local label = part.label
      local silent = not item.result:find(head_of(label), 1, true)
      if is_number(label) and opt.numbers or not is_number(label) and silent then
        flag {
          at = part.target, confidence = 0.8, figures = { text = part.target.text },
          message = {
            zh = "目标分项“{text}”在完成情况中未见回应，建议核实",
            en = "the result does not speak of this part of the target: '{text}'; please verify",
          },
        }
      end
    end
  end,
}
