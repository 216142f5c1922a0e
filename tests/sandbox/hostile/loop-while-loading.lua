-- loops before it has said what it is
while true do end -- HERE
