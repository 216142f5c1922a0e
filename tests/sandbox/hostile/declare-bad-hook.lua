-- a hook that is no function
return check { id = "declare-bad-hook", title = "x", must = "true" }
