-- What a plugin may name: the standard library less what reaches outside, and the function that takes
-- its declaration. See docs/security.md for what is left out and why.
std = "none"
read_globals = {
  "assert", "error", "getmetatable", "ipairs", "load", "next", "pairs", "pcall", "print", "rawequal",
  "rawget", "rawlen", "rawset", "require", "select", "setmetatable", "tonumber", "tostring", "type",
  "xpcall", "_VERSION", "_G",
  "coroutine", "math", "os", "string", "table", "utf8",
  "check", "export", "fetcher", "any_of",
}
max_line_length = 120
unused_args = false
-- Templates of markup, style and script are long lines.
max_string_line_length = false
files["plugins/exports"] = { max_line_length = false }
files["scripts/samples"] = { read_globals = { "reports", "bulletin", "item", "arg" } }
