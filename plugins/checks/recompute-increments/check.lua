-- What the quarters brought, one by one, against the total that is stated.

local function is_exact(figure)
  return figure.kind == "level" and figure.dimension ~= "ratio" and figure.comparator == "eq" and figure.value ~= nil
    and #figure.hedge == 0
end

-- A figure of the bulletin's own period alone.
local function is_increment(figure, bulletin)
  local period, own = figure.period, bulletin.period
  return not figure.cumulative and period ~= nil and own ~= nil and is_exact(figure)
    and (period.kind == "quarter" or period.kind == "month") and period.from == own.from and period.to == own.to
end

-- The text between two figures of a cell is one sentence.
local function stand_together(item, a, b)
  local between = (item:text(a.field) or ""):sub(a.to + 1, b.from)
  return not between:find("。", 1, true) and not between:find("\n", 1, true)
end

-- The increments and the totals behind them: 三季度新建3处，累计建成8处.
local function with_totals(item)
  local found, increment = {}, nil
  for _, figure in ipairs(item.quantities) do
    if figure.field == "result" then
      if is_increment(figure, item.bulletin) then
        increment = figure
      elseif increment and figure.unit == increment.unit then
        local total = figure.cumulative and is_exact(figure) and figure.parent == nil
        if total and stand_together(item, increment, figure) then
          found[#found + 1] = { increment = increment, total = figure }
        end
        increment = nil
      end
    end
  end
  return found
end

-- What the comparison of the bulletins holds a figure against.
local function compared_with(new, figure)
  for _, change in ipairs(new.changes) do
    local is = change.after
    if (change.kind == "quantity_up" or change.kind == "quantity_down") and is.field == figure.field
      and is.from == figure.from then
      return change.before
    end
  end
end

-- The total of an earlier item that is the same thing; by the comparison of the bulletins, else by its words.
local function total_before(old, new, total)
  local was, found = compared_with(new, total), nil
  if was then return was.cumulative and is_exact(was) and was or nil end
  for _, figure in ipairs(old.quantities) do
    if figure.field == "result" and figure.cumulative and is_exact(figure) and figure.unit == total.unit
      and figure.metric == total.metric then
      if found then return nil end
      found = figure
    end
  end
  return found
end

-- The increments of all earlier periods of the year, the last one first; nil: one is not known.
local function increments_before(new, increment)
  local index, year = new.bulletin.period.index, new.bulletin.year
  local found, want = {}, index and index - 1
  for _, before in ipairs(new:history()) do
    local period, one = before.bulletin.period, nil
    if not want or want < 1 or before.bulletin.year ~= year or not period or period.index ~= want then break end
    for _, figure in ipairs(before.quantities) do
      if figure.field == "result" and is_increment(figure, before.bulletin) and figure.unit == increment.unit
        and figure.metric == increment.metric then
        one = not one and figure or nil
      end
    end
    if not one then return nil end
    found[#found + 1] = one
    want = want - 1
  end
  if want == 0 and #found > 0 then return found end
end

-- An earlier figure of the same thing of which the text does not say whether it is a total.
local function undecided_before(new, increment)
  local was = compared_with(new, increment)
  if was and not was.cumulative and not was.period and is_exact(was) then return was end
end

local MESSAGES = {
  total = {
    zh = "上期累计{before}，本期新增{increment}，合计与本期累计{total}不符，建议核实",
    en = "{before} in the bulletin before and {increment} in this period do not make the stated {total}; please "
      .. "verify",
  },
  each = {
    zh = "此前各期新增{before}，本期新增{increment}，合计与累计{total}不符，建议核实",
    en = "{before} in the periods before and {increment} in this one do not make the stated {total}; please verify",
  },
  open = {
    zh = "上期{before}（未写明是否累计），本期新增{increment}，合计与累计{total}不符；上期若为累计数则有出入，仅凭文本不能判断，建议核实",
    en = "{before} in the bulletin before, not said to be a total, and {increment} in this period do not make "
      .. "the stated {total}; whether they should cannot be decided from the text; please verify",
  },
}

return check {
  id = "recompute-increments",
  severity = "note",
  topic = "figures",
  title = { zh = "各季新增之和与累计数不符", en = "Increments that do not make the total" },
  why = {
    zh = "上期累计数加本期新增数，或者本年各期新增数之和，应等于本期累计数；不等的，数字或口径有变。",
    en = "The total before and what this period brought, or what all periods of the year brought, should make "
      .. "the total that is stated; where they do not, a figure or what it counts has changed.",
  },
  options = {
    percent = { default = 0, min = 0, max = 100,
      help = { zh = "相差累计数的百分之几以内不提示", en = "percent of the total by which they may differ" } },
    undecided = { default = true,
      help = { zh = "上期未写明是否累计的也提示（提示级）",
        en = "also tell, as info, where it is not said whether the earlier figure is a total" } },
  },
  history = true,
  each_pair = function(old, new, opt, flag)
    local function differs(sum, total)
      return math.abs(sum - total.value) > total.value * opt.percent / 100 + 1e-9 * total.value
    end
    if old.bulletin.year ~= new.bulletin.year then return end
    for _, one in ipairs(with_totals(new)) do
      local was = total_before(old, new, one.total)
      local others = not was and increments_before(new, one.increment)
      local open = not was and not others and opt.undecided and undecided_before(new, one.increment)
      local parts = others or { was or open or nil }
      local sum, texts = one.increment.value, {}
      for i, part in ipairs(parts) do
        sum = sum + part.value
        texts[#parts + 1 - i] = part.text
      end
      if #parts > 0 and differs(sum, one.total) then
        flag {
          at = one.total, against = one.increment, severity = open and "info" or nil, confidence = open and 0.5 or 0.8,
          figures = { before = table.concat(texts, " + "), increment = one.increment, total = one.total },
          message = open and MESSAGES.open or was and MESSAGES.total or MESSAGES.each,
        }
      end
    end
  end,
}
