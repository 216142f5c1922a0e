#!/usr/bin/env bats
# How the program ends, what it does when its output cannot be written, colours, languages, and that
# the number of processes does not show.

# shellcheck disable=SC2016,SC2154 # inner shells expand; run sets $stderr
bats_require_minimum_version 1.5.0

setup() {
    [ -x "$TONGBAO" ] || skip "the program is not built"
    cd "$BATS_TEST_TMPDIR" || return 1
    export XDG_CONFIG_HOME=$BATS_TEST_TMPDIR XDG_STATE_HOME=$BATS_TEST_TMPDIR
    unset NO_COLOR COLUMNS LANG LC_MESSAGES
    sample=$TB_TEST_DATA/samples/qinghe-2024q3.txt
}

# many N: files r0.txt … of some sizes, one that cannot be read, and the list of their names.
many() {
    for ((i = 0; i < $1; i++)); do
        head -n $((8 + i % 7 * 5)) "$sample" | sed "s/清河区/清河$i/" >"r$i.txt"
        echo "r$i.txt"
    done
    echo nosuch.txt
}

@test "a closed pipe ends silently with status 6" {
    for format in text json ndjson; do
        for verb in show check; do
            # The reader is gone before anything is written.
            run -0 --separate-stderr bash -c '
                { sleep 0.2; "$TONGBAO" "$@" 2>err; echo $? >status; } | true; cat status err' _ \
                $verb --format $format "$sample" "$sample"
            echo "$verb $format: $output"
            [ "$format" = json ] && [ $verb = show ] && continue # one report only
            [ "$output" = 6 ]
        done
    done
}

@test "a full disk is an error with words and status 6" {
    [ -e /dev/full ] || skip "there is no /dev/full"
    for verb in "show $sample" "check $sample" "check --format json $sample" help doctor plugins; do
        # shellcheck disable=SC2086
        run -6 --separate-stderr bash -c '"$TONGBAO" --lang en "$@" >/dev/full' _ $verb
        [[ $stderr == "tongbao: cannot write: No space left on device (exit 6: "* ]]
    done
}

@test "a closed standard output is an error, not a file that is overwritten" {
    run -6 bash -c '"$TONGBAO" --lang en show "$0" >&-' "$sample"
    [[ $output == *"cannot write"* ]]
    cmp "$sample" "$TB_TEST_DATA/samples/qinghe-2024q3.txt"
    run -0 bash -c '"$TONGBAO" show "$0" 2>&- | tail -n 1' "$sample"
    run -3 bash -c '"$TONGBAO" show nosuch 2>&-'
}

@test "the statuses that were asked for" {
    run -0 "$TONGBAO" check -q "$sample"
    run -1 "$TONGBAO" check -q --fail-on info "$sample"
    run -3 "$TONGBAO" check -q --fail-on info "$sample" nosuch.txt
    run -2 "$TONGBAO" check --nosuch "$sample"
    run -2 "$TONGBAO" check -C . "$sample"
    run -2 "$TONGBAO"
    run -0 "$TONGBAO" help
    run -0 "$TONGBAO" --version
    run -0 "$TONGBAO" show --help
    run -2 "$TONGBAO" help nosuch
}

@test "the same bytes for any number of processes" {
    many 23 >names
    for format in text json ndjson; do
        xargs -a names "$TONGBAO" check --jobs 1 --format $format >one 2>err1 || true
        for jobs in 2 3 8 64; do
            xargs -a names "$TONGBAO" check --jobs $jobs --format $format >other 2>err2 || true
            cmp one other
            cmp err1 err2
        done
        xargs -a names "$TONGBAO" check --format $format >other 2>err2 || true
        cmp one other
    done
    [ "$(grep -c . one)" -gt 23 ]
}

@test "plugins that do not load are told of once, for any number of processes" {
    mkdir -p w/plugins/checks/bad
    echo 'return workspace {}' >w/tongbao.lua
    echo 'return 1' >w/plugins/checks/bad/check.lua
    many 6 >names
    for jobs in 1 2 8; do
        xargs -a names "$TONGBAO" check -C w --jobs $jobs --format ndjson >out$jobs 2>err$jobs || true
        [ "$(grep -c '"plugin":"bad"' out$jobs)" -eq 1 ]
        cmp out1 out$jobs
        cmp err1 err$jobs
    done
}

@test "the language does not change JSON" {
    for lang in zh en; do
        "$TONGBAO" check --lang $lang --format json "$sample" >check.$lang
        "$TONGBAO" show --lang $lang --format json "$sample" >show.$lang
        "$TONGBAO" plugins --lang $lang --format json >plugins.$lang
    done
    cmp check.zh check.en
    cmp show.zh show.en
    cmp plugins.zh plugins.en
}

@test "the language: --lang, else the locale, else that of the report" {
    run -0 "$TONGBAO" check "$sample"
    [[ $output == *条规则：* ]]
    run -0 env LC_ALL=en_US.UTF-8 "$TONGBAO" check "$sample"
    [[ $output == *" checks: "* ]]
    run -0 env LC_ALL=en_US.UTF-8 "$TONGBAO" check --lang zh "$sample"
    [[ $output == *条规则：* ]]
    run -0 env LC_ALL= LANG=zh_CN.UTF-8 "$TONGBAO" help
    [[ $output == *用法* ]]
    run -0 "$TONGBAO" help
    [[ $output == *Usage* ]]
    run -0 "$TONGBAO" --lang zh help
    [[ $output == *用法* ]]
}

@test "colours only on a terminal, or when asked for; NO_COLOR" {
    escape=$'\033'
    run -0 "$TONGBAO" check "$sample"
    [[ $output != *"$escape"* ]]
    run -0 "$TONGBAO" check --color always "$sample"
    [[ $output == *"${escape}["* ]]
    script -qec true /dev/null >/dev/null 2>&1 || skip "no terminal can be made: script or /dev/pts is missing"
    run -0 env TERM=xterm script -qec '"$TONGBAO" check "'"$sample"'"' /dev/null
    [[ $output == *"${escape}["* ]]
    run -0 env TERM=xterm NO_COLOR=1 script -qec '"$TONGBAO" check "'"$sample"'"' /dev/null
    [[ $output != *"$escape"* ]]
    run -0 env TERM=dumb script -qec '"$TONGBAO" check "'"$sample"'"' /dev/null
    [[ $output != *"$escape"* ]]
    run -0 env TERM=xterm NO_COLOR=1 script -qec '"$TONGBAO" check --color always "'"$sample"'"' /dev/null
    [[ $output == *"${escape}["* ]]
}

@test "a bar of progress on a terminal only, and it is wiped away" {
    script -qec true /dev/null >/dev/null 2>&1 || skip "no terminal can be made: script or /dev/pts is missing"
    many 9 >names
    run env TERM=xterm script -qec 'xargs -a names "$TONGBAO" check --jobs 2 2>/dev/tty' /dev/null
    [[ $output == *"/10"* ]]
    [[ $output == *$'\r\033[K'* ]]
    xargs -a names "$TONGBAO" check 2>err >out || true
    run -1 grep '/10' err out
}

@test "foreign text never reaches the terminal as commands" {
    for format in text json ndjson; do
        for verb in show check; do
            "$TONGBAO" $verb -v --format $format --lang zh "$TB_SOURCE/tests/golden/show-hostile/input.txt" >out
            # ESC, BEL, BS, the C1 range, right-to-left override
            LC_ALL=C run -1 grep -aP '[\x00-\x08\x0b-\x1f\x7f]|\xc2[\x80-\x9f]' out
            [ $format != text ] || LC_ALL=C run -1 grep -aP '\xe2\x80\xae' out
        done
    done
    run -3 --separate-stderr "$TONGBAO" show $'no\033[31msuch'
    [[ $stderr != *$'\033'* ]]
}

@test "no column is lost at any width" {
    for width in 40 60 80 100 120 160 200 400; do
        COLUMNS=$width "$TONGBAO" show "$sample" >out
        # However it is laid out, every character of every cell is there.
        python3 - "$sample" out <<'EOF'
import collections, html, re, sys
rows = [line for line in open(sys.argv[1], encoding="utf-8") if "\t" in line]
text = html.unescape(re.sub("<[^>]*>", "", "".join(rows)))
have = collections.Counter(open(sys.argv[2], encoding="utf-8").read())
lost = {c: n for c, n in collections.Counter(text).items() if not c.isspace() and have[c] < n}
sys.exit(f"lost at this width: {lost}" if lost else 0)
EOF
    done
}

@test "no process is left behind" {
    many 8 >names
    for _ in 1 2 3; do
        xargs -a names "$TONGBAO" check --jobs 4 >out 2>err || true
    done
    sleep 0.2
    run -1 pgrep -f "^$TONGBAO check --jobs 4 r0.txt"
}

@test "signals that the caller ignores or blocks change nothing" {
    mkdir -p ws/plugins/checks/crash
    sed 's/crash-in-concat/crash/' "$TB_SOURCE/tests/sandbox/hostile/crash-in-concat.lua" \
        >ws/plugins/checks/crash/check.lua
    echo 'return workspace {}' >ws/tongbao.lua
    "$TONGBAO" check -C ws --only crash --format ndjson "$sample" >expected || true
    env --ignore-signal=CHLD,ALRM,XCPU --block-signal=CHLD,ALRM,PIPE \
        "$TONGBAO" check -C ws --only crash --format ndjson "$sample" >found || true
    grep -q '"cause":"crash"' expected || skip "this Lua does not crash"
    cmp expected found
}

@test "a killed run takes its processes with it" {
    many 8 >names
    mkdir -p w/plugins/checks/slow
    echo 'return workspace {}' >w/tongbao.lua
    echo 'return check { id = "slow", title = "t", each_item = function() while true do end end }' >w/plugins/checks/slow/check.lua
    xargs -a names "$TONGBAO" check -C w --jobs 4 >out 2>err 3>&- &
    sleep 0.5
    pid=$(pgrep -P $! | head -n 1)
    kill -KILL "$pid"
    sleep 0.5
    run -1 pgrep -f "^$TONGBAO check -C w"
}
