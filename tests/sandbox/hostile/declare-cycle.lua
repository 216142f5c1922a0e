-- options that hold themselves
local options = {}
options.options = { default = options, help = options }
return check { id = "declare-cycle", title = "x", options = options, must = function() end }
