-- Finds the task of every item: what the plugins beside the hostile ones must be heard with.
return check {
  id = "honest",
  title = "honest",
  each_item = function(item, opt, flag)
    flag { at = "task", message = "task of " .. item.no }
  end,
}
