-- text nested too deep to be read
return check {
  id = "recursion-of-parser",
  title = "recursion-of-parser",
  each_item = function(item, opt, flag)
    assert(load("return " .. ("("):rep(100000))) -- HERE
  end,
}
