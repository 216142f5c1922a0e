return check {
  id = "raises", title = "raises",
  each_item = function(item)
    print("looking at " .. item.no)
    if item.no == "2" then
      error("no\27[31mthing")
    end
  end,
}
