#!/usr/bin/env bats
# Files of a workspace that mean harm: each is an error with its place, nothing of them is executed where files
# and the network are, and nothing of them reaches the terminal as a command. Plugins that do: tests/sandbox.

# shellcheck disable=SC2016,SC2154 # inner shells expand; run sets $stderr
bats_require_minimum_version 1.5.0

setup() {
    [ -x "$TONGBAO" ] || skip "the program is not built"
    cd "$BATS_TEST_TMPDIR" || return 1
    export XDG_CONFIG_HOME=$BATS_TEST_TMPDIR/config XDG_STATE_HOME=$BATS_TEST_TMPDIR/state
    unset NO_COLOR COLUMNS LANG LC_MESSAGES
    mkdir w
    echo 'return workspace {}' >w/tongbao.lua
    printf '某区2024年重点工作第三季度进展情况\n序号\t任务\t三季度目标\t责任单位\t进展\n1\t建公园\t建成5座\t区住建局\t建成1座。\n' >report.txt
}

# refused PLACE WORDS: check says so in one line, with status 2, finds nothing, and did nothing else.
refused() {
    run -2 --separate-stderr timeout 20 "$TONGBAO" check -C w --lang en report.txt
    echo "$stderr" | head -c 600
    [ -z "$output" ]
    [ "${#stderr_lines[@]}" -eq 1 ]
    [[ ${stderr_lines[0]} == *"$1"*"$2"*"exit 2"* ]]
    [[ $stderr != *$'\e'* ]]
    [ ! -e marker ]
}

@test "settings are data: a call, a loop, a name is an error with its place" {
    place=w/tongbao.lua
    echo 'os.execute("touch marker") return workspace {}' >$place
    refused "tongbao.lua:1:1: "
    printf 'return workspace {\n  contact = io.popen("touch marker"):read("a"),\n}\n' >$place
    refused "tongbao.lua:2:13: "
    printf 'return workspace { checks = (function() while true do end end)() }\n' >$place
    refused "tongbao.lua:1:29: "
    printf 'return workspace { contact = "a" .. "b" }\n' >$place
    refused "tongbao.lua:1:34: "
    printf '\x1bLuaT\0\x19\x93\r\n' >$place
    refused "tongbao.lua:1"
    printf 'return workspace { contact = "\xff" }\n' >$place
    refused "tongbao.lua:1"
    printf 'return workspace { contact = "a\0b" }\n' >$place
    refused "tongbao.lua:1"
    printf 'return workspace { contact = "unfinished\n}\n' >$place
    refused "tongbao.lua:1"
    { printf 'return workspace '; head -c 200000 /dev/zero | tr '\0' '{'; } >$place
    refused "tongbao.lua:1"
    { printf 'return workspace { contact = "'; head -c 5000000 /dev/zero | tr '\0' 'x'; printf '" }'; } >$place
    refused "tongbao.lua"
    printf 'return workspace { ["\\27[31m"] = 1 }\n' >$place
    refused "tongbao.lua:1"
    rm $place && mkfifo $place
    refused "tongbao.lua"
}

@test "judgements and pins are lines of fields: other bytes are errors with their place" {
    for file in baseline.tsv pins.tsv; do
        printf '# fine\n\e[31mred\e[0m\n' >w/$file
        refused "$file:2"
        printf '\xff\xfe\0\1\n' >w/$file
        refused "$file:1"
        head -c 3000000 /dev/zero | tr '\0' 'x' >w/$file
        refused "$file:1"
        rm w/$file
    done
    printf 'return os.execute("touch marker")\n' >w/baseline.tsv
    refused "baseline.tsv:1"
}

@test "names of plugins: a folder of another name is an error, whatever is in it" {
    for name in 'Loud' 'two words' $'line\nend' $'\e[31mred' '$(touch marker)' '-C' '检查' "$(printf 'x%.0s' $(seq 65))"; do
        mkdir -p "w/plugins/checks/$name"
        echo 'return check { id = "x", must = function() os.execute("touch marker") end }' >"w/plugins/checks/$name/check.lua"
        refused "plugins/checks" "lower-case"
        rm -r "w/plugins/checks/$name"
    done
    for name in '../x' 'a/b' $'\e[31m' '$(touch marker)'; do
        run -2 --separate-stderr "$TONGBAO" check -C w --lang en --only "$name" report.txt
        [[ $stderr != *$'\e'* && ! -e marker ]]
        run -2 "$TONGBAO" export -C w --to "$name" report.txt
    done
}

@test "the broker starts no program, and opens no file that a script or a setting names" {
    strace -f -o /dev/null true 2>/dev/null || skip "strace is missing, or may not trace here"
    [ -z "$TB_SANITIZE" ] || skip "the sanitizers trace in their own way"
    printf 'return workspace { contact = "/etc/shadow", checks = { ["target-missed"] = { severity = "error" } } }\n' >w/tongbao.lua
    mkdir -p w/plugins/checks/mine
    cat >w/plugins/checks/mine/check.lua <<'EOF'
return check { id = "mine", title = "none of it is there", must = function() return io == nil and os.execute == nil and package == nil end }
EOF
    strace -f -e trace=execve,openat,open,socket -o trace "$TONGBAO" check -q -C w report.txt >out
    [ "$(grep -c 'execve(' trace)" -eq 1 ]
    ! grep -E 'shadow|socket\(' trace
    printf 'local f = load("return io.open([[/etc/shadow]])") f()\n' >s.lua
    strace -f -e trace=execve,openat,open,socket -o trace "$TONGBAO" run s.lua report.txt >out 2>err || status=$?
    [ "$status" -eq 4 ]
    grep -q 's.lua:1\|\[string' err
    [ "$(grep -c 'execve(' trace)" -eq 1 ]
    ! grep -E 'shadow|socket\(' trace
}

@test "scripts: bytecode, other bytes and too much of them are errors with their place" {
    printf '\x1bLuaT\0\x19\x93\r\n' >s.lua
    run ! timeout 20 "$TONGBAO" run --lang en s.lua report.txt
    [[ $output == *"s.lua"* && $output != *$'\e'* ]]
    { printf 'return '; head -c 100000 /dev/zero | tr '\0' '('; } >s.lua
    run -4 timeout 20 "$TONGBAO" run --lang en s.lua report.txt
    [[ $output == *"s.lua: "* ]]
    head -c 300000 /dev/zero | tr '\0' ' ' >s.lua
    run -3 timeout 20 "$TONGBAO" run --lang en s.lua report.txt
    [[ $output == *"s.lua: the file is larger"* ]]
    printf 'error("\\27[31m\\n\\27]0;title\\7")\n' >s.lua
    run -4 timeout 20 "$TONGBAO" run --lang en s.lua report.txt
    [[ $output != *$'\e'* && $output != *$'\a'* ]]
}
