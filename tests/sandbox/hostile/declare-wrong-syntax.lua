-- not Lua
return check { id = "declare-wrong-syntax"
