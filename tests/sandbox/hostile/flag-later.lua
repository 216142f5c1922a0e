-- flags after its hook has ended
local later

return check {
  id = "flag-later",
  title = "flag-later",
  each_item = function(item, opt, flag)
    local fine = pcall(later or error, { at = item })
    if fine and later then flag { at = item } end
    later = nil
  end,
}
