-- Several units are responsible for an item and none is marked as leading.

-- Units that only give figures are not responsible for the work.
local function responsible(item)
  local count = 0
  for _, unit in ipairs(item.units) do
    if unit.role ~= "data_provider" then
      count = count + 1
    end
  end
  return count
end

-- A mark in the text, or a column of leading units: not merely standing first.
local function has_lead(item)
  for _, unit in ipairs(item.units) do
    if (unit.role == "lead" or unit.role == "owner") and unit.basis ~= "first_listed" then
      return true
    end
  end
  return false
end

-- Items with several units: all of them, and those that mark none as leading.
local function shared_items(bulletin)
  local count, unmarked = 0, {}
  for _, item in ipairs(bulletin.items) do
    if responsible(item) > 1 then
      count = count + 1
      if not has_lead(item) then
        unmarked[#unmarked + 1] = item
      end
    end
  end
  return count, unmarked
end

local function names(item)
  local list = {}
  for i, unit in ipairs(item.units) do
    list[i] = unit.name
  end
  return table.concat(list, "、")
end

-- From the first to the last of the units in one cell.
local function place(item)
  local first, last = item.units[1], item.units[#item.units]
  if first.field == last.field and first.from and first.from <= last.to then
    return item:span(first.field, first.from, last.to)
  end
  return first
end

return check {
  id = "lead-missing",
  severity = "note",
  topic = "open",
  title = { zh = "多个责任单位未标明牵头单位", en = "Several units, none marked as leading" },
  why = {
    zh = "多个单位共同负责而不标明牵头，出了问题难以落实责任。惯例以列在首位的为牵头单位，但同一通报有的标、有的不标，读者无从判断。",
    en = "Where several units share an item and none leads, nobody answers for it. By custom the first "
      .. "one leads, but a bulletin that marks some and not others leaves readers guessing.",
  },
  options = {
    usual = {
      default = 0.5, min = 0, max = 1,
      help = {
        zh = "标明牵头的项达到这一比例时，未标明的按“警告”提示",
        en = "where at least this share of the items marks a lead, the others are warnings",
      },
    },
    when_never = {
      default = true,
      help = {
        zh = "全文都不标明牵头单位时也提示一条",
        en = "say so, once, when the bulletin never marks a lead",
      },
    },
  },

  whole = function(bulletin, opt, flag)
    local count, unmarked = shared_items(bulletin)
    if #unmarked == 0 then
      return
    end
    local marked = count - #unmarked
    if marked == 0 then
      if opt.when_never and count > 1 then
        flag {
          severity = "info",
          figures = { count = count },
          message = {
            zh = "有{count}项由多个单位负责，全文均未标明牵头单位",
            en = "{count} items have several units; the bulletin marks no lead anywhere",
          },
        }
      end
      return
    end
    for _, item in ipairs(unmarked) do
      flag {
        at = place(item),
        severity = marked / count >= opt.usual and "warning" or nil,
        figures = { units = names(item), number = responsible(item) },
        message = {
          zh = "列有{number}个责任单位，未标明牵头单位（本通报有的事项已标明），建议核实",
          en = "{number} units and none marked as leading, while other items of this bulletin mark one: "
            .. "check who leads",
        },
      }
    end
  end,
}
