#!/usr/bin/env bats
# tongbao test --watch: runs again when a file changes, and ends on Ctrl-C.

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

@test "check --watch: a report that changes is checked again, without a workspace too" {
    line='某区2024年重点工作第三季度进展情况\n序号\t任务\t三季度目标\t责任单位\t进展\n1\t建公园\t建成5座\t区住建局\t建成%d座。\n'
    # shellcheck disable=SC2059 # the line is the format
    printf "$line" 1 >report.txt
    set -m
    "$TONGBAO" check -q --watch --lang en --only target-missed report.txt >out 2>err 3>&- &
    pid=$!
    set +m
    until_line out target-missed
    # shellcheck disable=SC2059
    printf "$line" 2 >report.txt
    until_line out "-- report.txt has changed"
    until_line out target-missed 2
    kill -INT $pid
    wait $pid || true
}
