-- The column of targets already holds the changed target: the first one is gone from the table.

local FIELDS = { "target", "annual_target" }
local COLUMNS = { target = true, annual_target = true }

-- Words of a target that was changed before it was printed; each with its reason.
local WORDS = any_of {
  "原目标",       -- there was another one
  "原定目标",     -- the same
  "调整后目标",   -- the new one
  "调整后的目标", -- the new one
  "目标调整",     -- the change itself
  "（调整）",     -- a mark behind the target
  "（已调整）",   -- a mark behind the target
  "（调整后）",   -- a mark behind the target
  "（年中调整）", -- a mark behind the target
}

-- The result restates its changed target, and the column of targets says it word for word.
local function flag_restated(item, change, flag)
  flag {
    at = change, against = item:span("target"),
    message = {
      zh = "完成情况称目标已调整，目标栏所列与调整后的文字相同，原目标在表中看不到，建议查对",
      en = "the result says that the target was changed, and the column of targets holds the new text: the first "
        .. "one is not in the "
        .. "table; please look for it",
    },
  }
end

local function is_restated(item, change)
  return change.field == "result" and item.target and change.new and #change.new >= 18
    and item.target:find(change.new, 1, true)
end

local function flag_at(place, flag)
  flag {
    at = place, figures = { words = place.text },
    message = {
      zh = "目标栏写有“{words}”，所列疑为调整后的目标，建议查对原目标及调整依据",
      en = "the column of targets says '{words}': this seems to be a changed target; please look for the first "
        .. "one and for "
        .. "what the change rests on",
    },
  }
end

return check {
  id = "adjusted-target",
  severity = "note",
  topic = "commitments",
  title = { zh = "目标栏所列疑为调整后的目标", en = "The target column holds a changed target" },
  why = {
    zh = "目标在公布时已作调整，原目标在表中看不到，完成情况是对照新目标说的。",
    en = "The target was changed before it was printed; the first one is not in the table, and the result "
      .. "answers the new one.",
  },
  options = {
    words = { default = true,
      help = { zh = "目标栏中出现“调整”等字样时也提示", en = "tell words such as 调整 in the target, too" } },
  },
  each_item = function(item, opt, flag)
    for _, change in ipairs(item.adjusted) do
      if COLUMNS[change.field] then return flag_at(change, flag) end
      if is_restated(item, change) then return flag_restated(item, change, flag) end
    end
    for _, field in ipairs(opt.words and FIELDS or {}) do
      local places = item[field] and item:find_any(field, WORDS) or {}
      if #places > 0 then return flag_at(places[1], flag) end
    end
  end,
}
