-- looks into the metatables of the model
return check {
  id = "model-open-metatable",
  title = "model-open-metatable",
  each_item = function(item, opt, flag)
    for _, view in ipairs { item, item.bulletin, item.units, item:span("task") } do
      if type(getmetatable(view)) == "table" then flag { at = item } end
    end
  end,
}
