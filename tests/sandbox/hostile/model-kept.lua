-- keeps an item for the next report
local kept

return check {
  id = "model-kept",
  title = "model-kept",
  each_item = function(item, opt, flag)
    if kept and kept.task == nil then flag { at = item } end
    kept = item
  end,
}
