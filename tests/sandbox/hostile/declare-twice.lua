-- a check of another name
return check { id = "something-else", title = "x", must = function() end }
