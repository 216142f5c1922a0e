# common.bash - a workspace, and servers on loopback. No test of this folder touches any other address.
# shellcheck disable=SC2034 # what is set here is used by the tests

common_setup() {
    [ -x "$TONGBAO" ] || skip "the program is not built"
    [ -f "$TB_BUILD/lib/tongbao/net.so" ] || skip "the module net is not built"
    mkdir -p "$BATS_TEST_TMPDIR/w" "$BATS_TEST_TMPDIR/s" || return 1
    cd "$BATS_TEST_TMPDIR/w" || return 1
    export XDG_CONFIG_HOME=$BATS_TEST_TMPDIR/config XDG_STATE_HOME=$BATS_TEST_TMPDIR/state
    unset NO_COLOR COLUMNS LANG LC_MESSAGES http_proxy https_proxy
    site=$BATS_TEST_TMPDIR/s
    bulletin 85 >"$site/body"
    pids=()
}

common_teardown() {
    for pid in "${pids[@]}"; do
        kill "$pid" 2>/dev/null || true
    done
}

# bulletin FIGURE [PERIOD]: a bulletin as plain text.
bulletin() {
    printf '%s\n' "示例区2021年${2:-第三季度}重点工作任务进展情况" "" \
        "序号|年度工作任务|工作目标|责任单位|进展情况" \
        "1|新建学校3所|完成主体施工|区教育局|3所学校主体施工完成。" \
        "2|培训乡村医生100人|培训80人以上|区卫生健康局|已培训$1人。" \
        "3|改造道路5公里|完成改造|区住建局|完成5公里。"
}

# misbehave: starts server.py for the folder $site; its address goes into $at.
misbehave() {
    python3 "$BATS_TEST_DIRNAME/server.py" "$site" >"$site/port" 3>&- &
    pids+=("$!")
    for _ in $(seq 100); do
        [ -s "$site/port" ] && break
        sleep 0.05
    done
    at=http://127.0.0.1:$(cat "$site/port")
}

# source_is NAME URL [MORE]: tongbao.lua with one source.
source_is() {
    printf 'return workspace { contact = "desk@example.org", sources = { ["%s"] = { fetcher = "direct", url = "%s", allow_private = true, pace = 0.02, deadline = 60%s } } }\n' \
        "$1" "$2" "${3:-}" >tongbao.lua
}

# fetch [ARGS]: a run with everything granted.
fetch() {
    "$TONGBAO" fetch --yes --lang en "$@"
}

# state NAME: of the source, as it is remembered.
state() {
    sed -n 's/^state\t//p' "fetch/$1.tsv"
}

# snapshots: how many there are.
snapshots() {
    find history -name '*.tbs' 2>/dev/null | wc -l
}
