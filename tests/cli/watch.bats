#!/usr/bin/env bats
# tongbao test --watch, check --watch: run again when a file changes, and end on Ctrl-C.

bats_require_minimum_version 1.5.0

setup() {
    [ -x "$TONGBAO" ] || skip "the program is not built"
    cd "$BATS_TEST_TMPDIR" || return 1
    export XDG_CONFIG_HOME=$BATS_TEST_TMPDIR/config XDG_STATE_HOME=$BATS_TEST_TMPDIR/state
    unset NO_COLOR COLUMNS LANG LC_MESSAGES
}

teardown() {
    [ -z "$pid" ] || kill -KILL "$pid" 2>/dev/null || true
}

# until_line FILE TEXT [TIMES]: waits a while for the text to stand there so often.
until_line() {
    for _ in $(seq 300); do
        [ "$(grep -cF -- "$2" "$1")" -lt "${3:-1}" ] || return 0
        sleep 0.1
    done
    cat "$1"
    return 1
}

@test "a change runs the cases again; Ctrl-C ends it" {
    "$TONGBAO" new workspace . --lang en >/dev/null
    "$TONGBAO" new check mine --lang en >/dev/null
    # A job of its own, so that SIGINT is not ignored as it is in the background.
    set -m
    "$TONGBAO" test --watch --lang en mine >out 2>err 3>&- &
    pid=$!
    set +m
    until_line out "1 passed, 1 failed"
    until_line err "exit 1"
    [ "$(grep -c passed, out)" -eq 1 ]
    sed -i 's/要找的词/下一步将/' plugins/checks/mine/check.lua
    until_line out "2 passed, 0 failed"
    grep -qF -- "-- plugins/checks/mine/check.lua has changed" out
    # What does not load is told of, and watched on.
    echo 'return check { id = "mine", titel = "x" }' >plugins/checks/mine/check.lua
    until_line err titel
    : >plugins/checks/mine/other.lua
    until_line out "-- plugins/checks/mine/other.lua has changed"
    sed 's/要找的词/下一步将/' >plugins/checks/mine/check.lua <<'END'
return check { id = "mine", title = "t",
  each_item = function(item, opt, flag)
    for _, place in ipairs(item:find_any("result", { "下一步将" })) do flag { at = place, message = "m" } end
  end }
END
    until_line out "2 passed, 0 failed" 2
    kill -INT $pid
    status=0
    wait $pid || status=$?
    [ "$status" -eq 0 ]
    ! pgrep -P $pid
}

@test "it needs a workspace, and text" {
    run -2 "$TONGBAO" test --watch --lang en
    [[ $output == *"tongbao new workspace"* ]]
    echo 'return workspace {}' >tongbao.lua
    run -2 "$TONGBAO" test --watch --format json --lang en
    run -2 "$TONGBAO" check --watch --format json --lang en x
}

# report DONE…: report.txt with an item for each; five were to be built.
report() {
    local no=0 done
    {
        printf '某区2024年重点工作第三季度进展情况\n序号\t任务\t三季度目标\t责任单位\t进展\n'
        for done; do printf '%d\t建公园%d\t建成5座\t区住建局\t建成%s座。\n' $((no += 1)) "$no" "$done"; done
    } >report.tmp
    mv report.tmp report.txt
}

@test "check --watch: what is new and what is gone, without a workspace too" {
    report 1 5 2
    set -m
    "$TONGBAO" check --watch --lang en --only target-missed report.txt >out 2>err 3>&- &
    pid=$!
    set +m
    until_line out "target-missed"
    [ "$(grep -c '^[+-]' out)" -eq 0 ]
    report 5 1 2
    until_line out "-- report.txt has changed"
    until_line out "1 new, 1 gone, 1 as before"
    grep -q '^- report.txt:3:.*\[target-missed\]$' out
    grep -q '^+ report.txt:4:.*\[target-missed\]$' out
    # Another line, the same finding.
    sed -i '2i \\' report.txt
    until_line out "0 new, 0 gone, 2 as before"
    # A report that is away for a while is no reason to call its findings gone.
    mv report.txt away.txt
    until_line err "report.txt"
    mv away.txt report.txt
    until_line out "0 new, 0 gone, 2 as before" 2
    # It waits, it does not spin: of two seconds it takes less than half a one.
    read -r -a before </proc/$pid/stat
    sleep 2
    read -r -a after </proc/$pid/stat
    [ $((after[13] + after[14] - before[13] - before[14])) -lt 50 ]
    kill -INT $pid
    status=0
    wait $pid || status=$?
    [ "$status" -eq 0 ]
}

@test "check --watch in a terminal: Ctrl-C ends it, with the exit status of the last run" {
    command -v tmux >/dev/null || skip "tmux is missing: apt-get install tmux"
    script -qec true /dev/null >/dev/null 2>&1 || skip "no terminal can be made: script or /dev/pts is missing"
    report 1
    socket=$BATS_TEST_TMPDIR/tmux
    tmux -S "$socket" -f /dev/null new-session -d -x 100 -y 24 \
        "LC_ALL=C.UTF-8 TERM=screen XDG_STATE_HOME=$XDG_STATE_HOME XDG_CONFIG_HOME=$XDG_CONFIG_HOME $TONGBAO check -q --watch --lang zh --only target-missed --fail-on warning report.txt; echo ended \$? >status; sleep 60"
    shown() {
        for _ in $(seq 100); do
            ! tmux -S "$socket" capture-pane -p | grep -qF -- "$1" || return 0
            sleep 0.1
        done
        tmux -S "$socket" capture-pane -p
        tmux -S "$socket" kill-server
        return 1
    }
    shown "[target-missed]"
    report 5
    shown "新增 0，消失 1，照旧 0"
    report 5 3
    shown "新增 1，消失 0，照旧 0"
    tmux -S "$socket" send-keys C-c
    for _ in $(seq 50); do [ -s status ] && break || sleep 0.1; done
    tmux -S "$socket" kill-server
    [ "$(cat status)" = "ended 1" ]
}
