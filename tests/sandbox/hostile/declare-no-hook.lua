-- a check that never runs
return check { id = "declare-no-hook", title = "x" }
