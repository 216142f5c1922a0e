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

# source_is NAME URL [MORE [FETCHER]]: tongbao.lua with one source.
source_is() {
    printf 'return workspace { contact = "desk@example.org", sources = { ["%s"] = { fetcher = "%s", url = "%s", allow_private = true, pace = 0.02, deadline = 60%s } } }\n' \
        "$1" "${4:-direct}" "$2" "${3:-}" >tongbao.lua
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

# free_ports COUNT: ports that nobody listens on just now.
free_ports() {
    python3 -c 'import socket, sys
socks = [socket.socket() for _ in range(int(sys.argv[1]))]
for sock in socks:
    sock.bind(("127.0.0.1", 0))
print(*[sock.getsockname()[1] for sock in socks])' "$1"
}

# real_server [MORE]: starts nginx for the folder $site/www; its addresses go into $at, $tls (https) and
# $old (https of TLS 1.1). MORE goes into its server block. Who starts it is who it runs as.
real_server() {
    PATH=$PATH:/usr/sbin
    command -v nginx >/dev/null || skip "nginx is missing (nginx-light)"
    mkdir -p "$site/www" "$site/tmp"
    local tries plain secure outdated back
    for tries in 1 2 3; do
        read -r plain secure outdated back < <(free_ports 4)
        sed -e "s|@SITE@|$site|g" -e "s|@CERTS@|$BATS_FILE_TMPDIR|g" -e "s|@PLAIN@|$plain|g" \
            -e "s|@SECURE@|$secure|g" -e "s|@OUTDATED@|$outdated|g" -e "s|@BACK@|$back|g" \
            "$BATS_TEST_DIRNAME/nginx.conf" >"$site/nginx.conf"
        printf '%s\n' "${1:-}" >"$site/more.conf"
        nginx -e "$site/errors" -c "$site/nginx.conf" >"$site/said" 2>&1 3>&- &
        pids+=("$!")
        for _ in $(seq 100); do
            (: <>"/dev/tcp/127.0.0.1/$plain") 2>/dev/null && break 2
            kill -0 "${pids[-1]}" 2>/dev/null || break # a port is taken meanwhile: others
            sleep 0.05
        done
    done
    [ "$tries" -lt 3 ] || kill -0 "${pids[-1]}" || { cat "$site/said" "$site/errors"; return 1; }
    at=http://127.0.0.1:$plain tls=https://localhost:$secure old=https://localhost:$outdated
    : >"$site/access" # without those who only knocked
}
