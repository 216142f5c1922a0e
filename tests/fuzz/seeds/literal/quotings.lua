return workspace { "\a\b\x41\65\u{4E00}\z
  x", [==[
]]]==], --[[ c ]] 0x1.8p3, -.5, { { } ; 1 } }