-- returns a text
return "check"
