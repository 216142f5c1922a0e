-- a field that checks do not have
return check { id = "declare-unknown", title = "x", must = function() end, every_item = function() end }
