#!/usr/bin/env bats
# tongbao run: scripts and one-liners over bulletins, in a locked worker; what they return is shown.

bats_require_minimum_version 1.5.0

setup() {
    [ -x "$TONGBAO" ] || skip "the program is not built"
    cd "$BATS_TEST_TMPDIR" || return 1
    export XDG_CONFIG_HOME=$BATS_TEST_TMPDIR/config XDG_STATE_HOME=$BATS_TEST_TMPDIR/state
    export COLUMNS=80
    unset NO_COLOR LANG LC_MESSAGES
    q2=$TB_TEST_DATA/samples/qinghe-2024q2.txt
    q3=$TB_TEST_DATA/samples/qinghe-2024q3.txt
    samples=$TB_SOURCE/scripts/samples
}

@test "one line: an expression or statements, any number of reports" {
    run -0 "$TONGBAO" run -e '#bulletin.items' "$q3"
    [ "$output" = 47 ]
    run -0 "$TONGBAO" run -e 'item("1").status.label' "$q3"
    [ "$output" = exceeded ]
    run -0 "$TONGBAO" run -e '#reports, reports[2].period.index' "$q2" "$q3"
    [ "$output" = $'2\n3' ]
    run -0 "$TONGBAO" run -e 'local n = 1 return n + 1, nil, "x"'
    [ "$output" = $'2\nnil\nx' ]
    run -0 "$TONGBAO" run -e 'print(arg[1], ...)' -- a --lang
    [ "$output" = $'a\ta\t--lang' ]
    run -0 "$TONGBAO" run -e '' "$q3"
    [ "$output" = "" ]
}

@test "a script: arguments, a shell's first line, from standard input" {
    printf '#!/usr/bin/env tongbao\nreturn #reports, arg[1]\n' >s.lua
    run -0 "$TONGBAO" run s.lua "$q2" "$q3" -- 7
    [ "$output" = $'2\n7' ]
    run -0 --separate-stderr "$TONGBAO" run - "$q3" <s.lua
    [ "${lines[0]}" = 1 ]
    run -0 "$TONGBAO" run s.lua - <"$q3"
    [ "${lines[0]}" = 1 ]
    run -2 "$TONGBAO" run - - --lang en <s.lua
    [[ $output == *"only once"* ]]
}

@test "what is returned stands right under Chinese text, in cards where it is too wide" {
    code='return { { no = 1, ["单位"] = "区教育局", x = 2.5 }, { no = 12, ["单位"] = "x" } }'
    run -0 "$TONGBAO" run -e "$code"
    [ "$output" = $'no  x    单位\n1   2.5  区教育局\n12       x' ]
    COLUMNS=40 run -0 "$TONGBAO" run -e "return { { a = ('长'):rep(30), b = 1 } }"
    [ "$output" = $'a  长长长长长长长长长长长长长长长长长长\n   长长长长长长长长长长长长\nb  1' ]
    # The script may say which columns, in which order.
    run -0 "$TONGBAO" run -e 'return { columns = { "b", "a" }, { a = 1, b = 2, c = 3 } }'
    [ "$output" = $'b  a\n2  1' ]
    run -0 "$TONGBAO" run -e 'return { a = { 1, 2, x = "y" }, b = {} }'
    [ "$output" = $'a  {1, 2, x = "y"}\nb  {}' ]
    run -0 "$TONGBAO" run -e '{ 1, "二", false }'
    [ "$output" = $'1\n二\nfalse' ]
    run -0 "$TONGBAO" run -e 'item(2)' "$q3"
    [[ ${lines[0]} =~ ^no\ +2$ ]]
    # A table in itself ends, and shows no address.
    run -0 "$TONGBAO" run -e 'local t = {} t.t = t return t, print, {f = print}'
    [[ $output != *0x* ]]
}

@test "for programs: json and ndjson" {
    run -0 "$TONGBAO" run --format json -e '{ a = 1, list = { "二" } }'
    [ "$(printf '%s' "$output" | tr -d ' \n')" = '{"a":1,"list":["二"]}' ]
    run -0 "$TONGBAO" run --format ndjson -e 'bulletin.items' "$q3"
    [ "${#lines[@]}" -eq 47 ]
    [[ ${lines[46]} == '{"id":'* ]]
    run -0 "$TONGBAO" run --format ndjson -e '{ { a = 1 }, { a = 2 } }'
    [ "$output" = $'{"a":1}\n{"a":2}' ]
    run -4 "$TONGBAO" run --format json --lang en -e 'print'
    [[ $output == *"cannot write a function"* ]]
}

@test "an earlier bulletin of the same place, named first, is what a later one is compared with" {
    run -0 "$TONGBAO" run -e '#reports[1].changes, #reports[2].changes > 0, reports[2].previous == reports[1]' "$q2" "$q3"
    [ "$output" = $'0\ntrue\ntrue' ]
    # Not the other way round, and not another place's.
    run -0 "$TONGBAO" run -e 'reports[2].previous' "$q3" "$q2"
    [ "$output" = nil ]
    run -0 "$TONGBAO" run -e 'reports[2].previous' "$q2" "$TB_TEST_DATA/samples/unseen/luting-2025q1.txt"
    [ "$output" = nil ]
    # A snapshot finds its own.
    "$TONGBAO" new workspace . >/dev/null
    "$TONGBAO" history add -q "$q2" --series qinghe
    "$TONGBAO" history add -q "$q3" --series qinghe
    run -0 "$TONGBAO" run -e '#bulletin.changes > 0, #item(3):history()' qinghe@2024Q3
    [ "$output" = $'true\n1' ]
    run -0 "$TONGBAO" run -e '#reports' '*@2024Q3' qinghe@2024Q2
    [ "$output" = 2 ]
}

@test "errors name file and line, show the line with what is meant marked, and suggest" {
    printf 'local n = 0\nfor _, item in ipairs(bulletin.items) do\n  n = n + #item.reslt\nend\n' >s.lua
    run -4 --separate-stderr "$TONGBAO" run --lang en s.lua "$q3"
    [[ ${stderr_lines[0]} == "tongbao: s.lua:3: item has no field 'reslt' (did you mean 'result'?)"* ]]
    [ "${stderr_lines[1]}" = '  3 | n = n + #item.reslt' ]
    [ "${stderr_lines[2]}" = '                    ^^^^^' ]
    run -4 --separate-stderr "$TONGBAO" run --lang en -e 'bulletn.items' "$q3"
    [[ $stderr == *"-e:1:"*"did you mean 'bulletin'?"* ]]
    run -4 --separate-stderr "$TONGBAO" run --lang en -e 'return {a = }'
    [[ $stderr == *"-e:1: unexpected symbol near '}'"*$'\n'*'^' ]]
    run -4 --separate-stderr "$TONGBAO" run --lang en -e 'item(1)'
    [[ $stderr == *"no report was given"* ]]
    # What it printed before stands.
    run -4 --separate-stderr "$TONGBAO" run -e 'print("一") error("停", 0)'
    [ "$output" = 一 ]
    [[ $stderr == *停* ]]
}

@test "limits and the lock are those of a plugin" {
    run -4 --separate-stderr "$TONGBAO" run --lang en --set limits.cpu=0.2 -e 'while true do end'
    [[ $stderr == *"-e:1: it ran longer than its limit of 200 ms"* ]]
    run -4 --separate-stderr "$TONGBAO" run --lang en --set limits.cpu=0.2 -e 'while true do pcall(error) end'
    [[ $stderr == *"limit of 200 ms"* ]]
    run -4 --separate-stderr "$TONGBAO" run --lang en -e 'local t = {} while true do t[#t + 1] = ("x"):rep(1e6) end'
    [[ $stderr == *"MiB of memory"* ]]
    for name in io debug package dofile loadfile os.execute os.remove os.getenv; do
        run -0 "$TONGBAO" run -e "$name"
        [ "$output" = nil ]
    done
    run -4 "$TONGBAO" run -e 'require("io")'
    # No escape of a terminal comes through.
    run -0 "$TONGBAO" run -e 'print("\27[31m\7\r")'
    [ "$output" = '␛[31m␇␍' ]
}

@test "what is wrong with the command line or the files" {
    run -2 "$TONGBAO" run --lang en
    [[ $output == *"no script was named"* ]]
    run -3 "$TONGBAO" run --lang en nowhere.lua "$q3"
    [[ $output == *"nowhere.lua: cannot be read"* ]]
    printf 'return "\xff"\n' >s.lua
    run -3 "$TONGBAO" run --lang en s.lua
    [[ $output == *"s.lua:1: the script is not UTF-8"* ]]
    run -3 --separate-stderr "$TONGBAO" run -e '1' nowhere.txt
    [ "$output" = "" ]
    run -3 --separate-stderr "$TONGBAO" run -e '#reports' nowhere.txt "$q3"
    [ "$output" = 1 ]
    run -2 "$TONGBAO" run --jobs 2 -e 1
    run -6 bash -c '"$TONGBAO" run -e "print((\"x\"):rep(100000))" >/dev/full'
}

@test "the samples: each answers its question" {
    run -0 "$TONGBAO" run "$samples/follow.lua" "$q2" "$q3" -- 3
    [[ ${lines[1]} == "2024-04-01..2024-06-30  3  "* ]]
    [[ ${lines[4]} == "2024-07-01..2024-09-30  3  "* ]]
    run -4 "$TONGBAO" run --lang en "$samples/follow.lua" "$q3" -- 99
    [[ $output == *"there is no item 99 in"* ]]
    run -4 "$TONGBAO" run --lang en "$samples/follow.lua" "$q3"
    [[ $output == *"say which item"* ]]

    run -0 "$TONGBAO" run --format ndjson "$samples/unchanged.lua" "$q2" "$q3"
    [[ $output == *'"item":"46","periods":2'* ]]
    run -0 "$TONGBAO" run --format ndjson "$samples/unchanged.lua" "$q3"
    [ "$output" = "" ]
    run -0 "$TONGBAO" run --format json "$samples/unchanged.lua" "$q3"
    [ "$output" = "[]" ]

    run -0 "$TONGBAO" run --format ndjson "$samples/places.lua" "$q3" "$TB_TEST_DATA/samples/unseen/luting-2025q1.txt"
    [ "${#lines[@]}" -eq 2 ]
    [[ ${lines[0]} == *'"items":47'* ]]

    run -0 "$TONGBAO" run --format ndjson "$samples/figures.lua" "$q3"
    # As many as check finds by recomputing.
    [[ $output == *'"item":"3","kind":"ratio","recomputed":"82.80%","stated":"92.8%"'* ]]

    run -0 "$TONGBAO" run "$samples/leads.lua" "$q3"
    [[ ${lines[0]} == lead*'  count  items' ]]
    run -0 "$TONGBAO" run --format ndjson "$samples/leads.lua" "$q3" -- 区教体局
    [ "${#lines[@]}" -eq 1 ]

    # Every sample is listed, and named in a test.
    for sample in "$samples"/*.lua; do
        grep -q "(${sample##*/})" "$samples/README.md"
        grep -q "samples/${sample##*/}" "$TB_SOURCE/tests/cli/run.bats"
    done
}
