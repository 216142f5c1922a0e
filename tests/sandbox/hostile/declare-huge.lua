-- a title of a megabyte
return check { id = "declare-huge", title = ("长"):rep(350000), must = function() end }
