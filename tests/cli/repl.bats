#!/usr/bin/env bats
# tongbao repl: lines from a pipe, and in a terminal (tmux) with editing, completion, history and Ctrl-C.

bats_require_minimum_version 1.5.0

setup() {
    [ -x "$TONGBAO" ] || skip "the program is not built"
    cd "$BATS_TEST_TMPDIR" || return 1
    export XDG_CONFIG_HOME=$BATS_TEST_TMPDIR/config XDG_STATE_HOME=$BATS_TEST_TMPDIR/state
    unset NO_COLOR COLUMNS LANG LC_MESSAGES
    q2=$TB_TEST_DATA/samples/qinghe-2024q2.txt
    q3=$TB_TEST_DATA/samples/qinghe-2024q3.txt
}

teardown() {
    [ -z "$socket" ] || tmux -S "$socket" kill-server 2>/dev/null || true
}

# lines LINE… FILE…: what a session of these lines prints; the files stand behind --.
lines_in() {
    printf '%s\n' "$@" | "$TONGBAO" repl --lang en "$q3" 2>&1
}

@test "lines from a pipe: values, variables, chunks of several lines, errors that end nothing" {
    run -0 lines_in '#bulletin.items' 'x = 2' 'x + 1' 'for i = 1, 2 do' 'print(i)' 'end' 'bulletn.x' 'x'
    [ "${lines[0]}" = 47 ]
    [ "${lines[1]}" = 3 ]
    [ "${lines[2]} ${lines[3]}" = "1 2" ]
    [[ ${lines[4]} == *"did you mean 'bulletin'?"* ]]
    [ "${lines[5]}" = '  1 | bulletn.x' ]
    [ "${lines[7]}" = 2 ]
    # Prints are not shown again when later lines run.
    [ "$(lines_in 'print("once")' '1' '2' | grep -c once)" -eq 1 ]
    # The end comes in the middle.
    run -4 lines_in 'for i = 1, 2 do'
    [[ $output == *"<eof>"* ]]
}

@test "a limit ends the line, not the session, and what was set stays" {
    run -0 bash -c 'printf "x = 7\nwhile true do end\nx\n" | "$TONGBAO" repl --set limits.cpu=0.2 --lang en'
    [[ ${lines[0]} == *"limit of"*" ms" ]]
    [ "${lines[3]}" = 7 ]
}

@test "commands: the verbs, :each, and what is wrong with them" {
    run -0 lines_in ':check target-missed'
    [[ $output == *target-missed* ]]
    run -0 lines_in ':explain 3'
    [[ $output == *92.8%* ]]
    run -0 lines_in ':diff'
    [[ $output == *"needs two bulletins"* ]]
    run -0 bash -c 'echo :diff | "$TONGBAO" repl --lang en "$0" "$1"' "$q2" "$q3"
    [ "${#lines[@]}" -gt 5 ]
    run -0 lines_in ':each item.no == "3"'
    [ "${lines[0]}" = 1 ]
    run -0 lines_in ':chek'
    [[ $output == *"did you mean :check"* ]]
    run -0 lines_in ':quit' 'print("no")'
    [ "$output" = "" ]
    run -2 "$TONGBAO" repl - --lang en
}

@test ":save keeps what :each found as a check with cases that pass" {
    "$TONGBAO" new workspace . >/dev/null
    run -0 lines_in ':save check early'
    [[ $output == *":each"* ]]
    run -0 lines_in ':each item.result:find("进展顺利") and not item.result:find("%d")' ':save check only-words' ':save check only-words' ':save check Bad'
    [[ $output == *"kept as plugins/checks/only-words"*"is there already"*"lower-case"* ]]
    run -0 "$TONGBAO" test --strict only-words
    [[ $output == *"2 passed, 0 failed"* || $output == *"2 个通过"* || $output == *"2"* ]]
    run -0 "$TONGBAO" check -q --only only-words "$q3"
    [ "${#lines[@]}" -ge 1 ]
}

# start WIDTH ARGS…: a session in a terminal.
start() {
    command -v tmux >/dev/null || skip "tmux is missing: apt-get install tmux"
    script -qec true /dev/null >/dev/null 2>&1 || skip "no terminal can be made: script or /dev/pts is missing"
    [ -e "$TB_BUILD/lib/tongbao/repl.so" ] || skip "the module repl is not built: apt-get install libedit-dev"
    socket=$BATS_TEST_TMPDIR/tmux
    local width=$1
    shift
    tmux -S "$socket" -f /dev/null new-session -d -x "$width" -y 24 \
        "LC_ALL=C.UTF-8 TERM=screen XDG_STATE_HOME=$XDG_STATE_HOME XDG_CONFIG_HOME=$XDG_CONFIG_HOME $TONGBAO repl --lang en $*; sleep 60"
    until_shown ":help explains"
}

screen() {
    tmux -S "$socket" capture-pane -p "$@"
}

until_shown() {
    for _ in $(seq 100); do
        ! screen | grep -qF -- "$1" || return 0
        sleep 0.1
    done
    screen
    return 1
}

keys() {
    tmux -S "$socket" send-keys "$@"
}

@test "in a terminal: Chinese input, completion, history, Ctrl-C" {
    start 80 "$q3"
    keys 'x = "进展"' Enter
    keys 'x .. "顺利"' Enter
    until_shown "进展顺利"
    # An end that is sure is completed; two that are not are shown.
    keys 'bullet' Tab '.ti' Tab Enter
    until_shown "> bulletin.title"
    keys ':expl' Tab ' target-mi' Tab
    until_shown "> :explain target-missed"
    keys C-u
    # The line before but three.
    keys Up Up Up Enter
    sleep 0.5
    # A line that runs for ever is ended, the session is not.
    keys 'while true do end' Enter
    sleep 0.3
    keys C-c
    until_shown "interrupted"
    keys 'x .. "了"' Enter
    until_shown "进展了"
    # What was typed halfway is dropped.
    keys 'nothing at all' C-c
    keys '6 * 7' Enter
    until_shown 42
    keys C-d
    sleep 0.5
    # History is kept, for its owner alone.
    [ -s "$XDG_STATE_HOME/tongbao/repl-history" ]
    [ "$(stat -c %a "$XDG_STATE_HOME/tongbao/repl-history")" = 600 ]
}

@test "in a narrow terminal: cards, nothing beyond the edge; no colour where none is wanted" {
    start 44 --color never "$q3"
    keys '{ { task = item(1).task, no = 1 } }' Enter
    until_shown "no    1"
    [ "$(screen | wc -L)" -le 44 ]
    keys 'nosuch.x' Enter
    until_shown "nosuch"
    ! screen -e | grep -q $'\033\\[1;31m'
}
