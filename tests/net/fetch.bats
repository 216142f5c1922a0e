#!/usr/bin/env bats
# shellcheck disable=SC2154 # at and site are set by common.bash
# tongbao fetch against a server that misbehaves: a named error or the right behaviour, and never a
# snapshot of what is no bulletin.

bats_require_minimum_version 1.5.0
load common

setup() {
    common_setup
}

teardown() {
    common_teardown
}

# refuses PATH WORDS [STATE]: after a good bulletin was kept, this answer changes nothing.
refuses() {
    source_is demo "$at/$1"
    run fetch demo
    echo "$1: $output"
    [[ $output == *"$2"* ]]
    [ "$(state demo)" = "${3:-failing}" ]
    [ "$(snapshots)" -eq 1 ]
    rm -f fetch/demo.tsv
}

keep_one() {
    source_is demo "$at/good"
    run -0 fetch demo
    [[ $output == *"demo  new: demo@2021Q3"* ]]
    [ "$(snapshots)" -eq 1 ]
}

@test "a bulletin is kept with all that is known of it, and the next run is told that nothing changed" {
    misbehave
    keep_one
    run -0 fetch demo
    [ "$output" = "demo  unchanged" ]
    [ "$(snapshots)" -eq 1 ]
    grep -q '/good .*if-none-match="' "$site/log"
    grep -q 'user-agent=tongbao/[0-9.]* (+desk@example.org)' "$site/log"
    "$TONGBAO" history restore demo@2021Q3 -o back
    cmp back "$site/body"
    run -0 "$TONGBAO" history list --format json
    [[ $output == *'"url": "'"$at/good"'"'* ]]
}

@test "another version of a period is its next revision; the same bytes under a new tag are none" {
    misbehave
    source_is demo "$at/newtag"
    run -0 fetch demo
    run -0 fetch demo
    [ "$output" = "demo  unchanged" ]
    bulletin 86 >"$site/body"
    run -10 fetch demo --exit-code
    [[ $output == *"changed: demo@2021Q3, revision 2"* ]]
    [ "$(snapshots)" -eq 2 ]
}

@test "what is private must be granted, however it is written" {
    misbehave
    port=${at##*:}
    for host in 127.0.0.1 127.1 2130706433 0x7f.1 0 localhost '[::ffff:127.0.0.1]' '[::1]'; do
        source_is demo "http://$host:$port/good"
        run -5 "$TONGBAO" fetch demo --lang en
        echo "$host: $output"
        [[ $output == *"which was not granted"* ]]
        rm -f fetch/demo.tsv
    done
    [ ! -e "$site/log" ]
    source_is demo "http://127.0.0.1:$port/good"
    sed -i 's/allow_private = true, //' tongbao.lua
    run -5 fetch demo
    [[ $output == *"which was not granted"* ]]
    [ ! -e "$site/log" ]
}

@test "a redirect is held against every rule again" {
    misbehave
    keep_one
    for to in file:///etc/passwd gopher://127.0.0.1/ http://user:pw@127.0.0.1/ 'javascript:x' 'http://127.0.0.1\@evil/'; do
        echo "$to" >"$site/location"
        refuses to "it leads to an address that cannot be asked"
    done
    echo "http://localhost:${at##*:}/good" >"$site/location"
    refuses to "not among those allowed: localhost"
    echo "http://127.0.0.1:1/good" >"$site/location"
    refuses to "not among those allowed"
    refuses loop "more than 5 redirects"
}

@test "bodies of another size, packed wrongly: named errors, and nothing is kept" {
    misbehave
    keep_one
    refuses cutgzip "cut short"
    refuses cuttrailer "cut short"
    refuses mislabelled "damaged"
    refuses doublegzip "a coding that was not asked for"
    refuses brotli "a coding that was not asked for"
    refuses twolengths "two different Content-Length"
    refuses lengthandchunks "both Content-Length and Transfer-Encoding"
    refuses headers "more than 256 KiB or 1000 lines"
    refuses nul ""
    refuses oldest ""
    refuses unasked304 "304 without being asked"
    refuses unasked206 "206"
    refuses wrongpart "not the one asked for"
}

@test "what may pass is tried again" {
    misbehave
    for name in short reset; do
        source_is demo "$at/$name"
        run -0 fetch demo
        [[ $output == *"new"* || $output == *"unchanged"* ]]
    done
    source_is demo "$at/retry"
    printf '503\n503\n' >"$site/retry"
    run -0 fetch demo
    [ "$(grep -c ' /retry ' "$site/log")" -eq 3 ]
    source_is demo "$at/redirectbomb"
    run -0 fetch demo
    source_is demo "$at/deflate"
    run -0 fetch demo
    [ "$(snapshots)" -eq 1 ]
}

@test "Retry-After is obeyed: soon in this run, later in another one" {
    misbehave
    source_is demo "$at/retry"
    echo '429 1' >"$site/retry"
    run -0 fetch demo
    mapfile -t times < <(sed -n 's@ /retry .*@@p' "$site/log")
    awk -v a="${times[0]}" -v b="${times[1]}" 'BEGIN { exit !(b - a >= 0.95) }'
    : >"$site/log"
    rm "$site/count-retry"
    bulletin 87 >"$site/body"
    echo '503 3600' >"$site/retry"
    run -0 fetch demo
    [[ $output == *"deferred: the server (503) asks to come back after 3600 s"* ]]
    : >"$site/log"
    run -0 fetch demo
    [[ $output == *deferred* ]]
    [ ! -s "$site/log" ] # it was not asked
    for value in -1 garbage ''; do # such a value is none: backoff
        rm -f "$site/count-retry" fetch/demo.tsv
        echo "429 $value" >"$site/retry"
        run -0 fetch demo
        [ "$(state demo)" = changed ] || [ "$(state demo)" = unchanged ]
    done
    rm -f "$site/count-retry" fetch/demo.tsv
    echo '429 99999999999' >"$site/retry"
    run -0 fetch demo
    [[ $output == *"after 86400 s"* ]]
}

@test "robots.txt: forbidden, missing, unreachable" {
    misbehave
    source_is demo "$at/good"
    printf 'User-agent: tongbao\nDisallow: /go\n' >"$site/robots"
    run -5 fetch demo
    [[ $output == *"blocked: robots.txt forbids it: Disallow: /go"* ]]
    [ "$(grep -c ' /good' "$site/log")" -eq 0 ]
    for status in 401 403 404; do
        echo "$status" >"$site/robots"
        run -0 fetch demo
    done
    rm fetch/demo.tsv
    : >"$site/log"
    echo 503 >"$site/robots"
    run -5 fetch demo
    [[ $output == *"robots.txt cannot be read"* ]]
    [ "$(grep -c ' /good' "$site/log")" -eq 0 ]
    echo '<html>not found</html>' >"$site/robots"
    run -0 fetch demo
    printf 'User-agent: *\nCrawl-delay: 1\n' >"$site/robots"
    : >"$site/log"
    run -0 fetch demo
    mapfile -t times < <(cut -d' ' -f1 "$site/log")
    [ "${#times[@]}" -eq 2 ]
}

@test "what is no bulletin is put aside, and can be taken or dropped" {
    misbehave
    keep_one
    source_is demo "$at/page"
    echo '<!doctype html><html><title>用户登录</title><body><form>请登录</form></body></html>' >"$site/page"
    run -3 fetch demo
    [[ $output == *"demo  quarantined:"*"--accept demo"* ]]
    [ "$(snapshots)" -eq 1 ]
    run grep -E '^(etag|url)' fetch/demo.tsv # nothing is asked with conditions next time
    [ "$status" -eq 1 ]
    run -0 fetch --reject demo
    run -2 fetch --reject demo
    run -3 fetch demo
    run -0 fetch --accept demo
    [ "$(snapshots)" -eq 2 ]
    source_is demo "$at/empty"
    run -3 fetch demo
    source_is demo "$at/good" ', expect = { min_items = 10 }'
    bulletin 88 >"$site/body"
    run -3 fetch demo
    [[ $output == *"it has 3 items, expected at least 10"* ]]
    source_is demo "$at/good" ', expect = { columns = 9 }'
    run -3 fetch demo
    [[ $output == *"it has 5 columns, expected at least 9"* ]]
    source_is demo "$at/good"
    run -0 fetch demo # and when it is good again, it is kept
    [[ $output == *"changed: demo@2021Q3, revision 2"* ]]
}

@test "a page in another charset than it says is the same bulletin" {
    misbehave
    {
        echo '<!doctype html><html><head><meta charset="gbk"><title>示例区2021年第三季度重点工作进展情况</title></head><body><table>'
        echo '<tr><th>序号</th><th>年度工作任务</th><th>工作目标</th><th>责任单位</th><th>进展情况</th></tr>'
        echo '<tr><td>1</td><td>新建学校3所</td><td>完成主体施工</td><td>区教育局</td><td>3所学校主体施工完成。</td></tr>'
        echo '<tr><td>2</td><td>培训医生</td><td>80人以上</td><td>区卫生健康局</td><td>已培训85人。</td></tr></table></body></html>'
    } >"$site/utf8"
    for set in UTF-8 GB18030; do
        iconv -f UTF-8 -t "$set" "$site/utf8" >"$site/page"
        source_is "in-$(echo "$set" | tr '[:upper:]' '[:lower:]')" "$at/page/utf-8"
        run -0 fetch --all
    done
    "$TONGBAO" show in-utf-8@2021Q3 --format json | sed -n '/"items"/,$p' >one
    "$TONGBAO" show in-gb18030@2021Q3 --format json | sed -n '/"items"/,$p' >two
    grep -q 培训医生 one
    [ "$(grep -c '"task": "培训医生"' one)" -eq "$(grep -c '"task": "培训医生"' two)" ]
}

@test "trouble is news once; what goes on well afterwards is said" {
    misbehave
    source_is demo "$at/good"
    run -0 fetch demo
    echo 'User-agent: *
Disallow: /' >"$site/robots"
    run -5 --separate-stderr fetch demo -q
    [[ $output == *blocked* ]]
    run -5 --separate-stderr fetch demo -q
    [ -z "$output" ]
    rm "$site/robots"
    run -0 fetch demo -q
    [ "$output" = "demo  recovered" ]
    run -0 fetch demo -q
    [ -z "$output" ]
}

@test "replies that were recorded can be played again without a network" {
    misbehave
    source_is demo "$at/good"
    run -0 fetch demo --record rec
    kill "${pids[0]}"
    rm -r history fetch
    run -0 fetch demo --offline rec
    [[ $output == *"new: demo@2021Q3"* ]]
    "$TONGBAO" history restore demo@2021Q3 -o back
    cmp back "$site/body"
    rm -r history fetch rec
    run -5 fetch demo --offline rec
    [[ $output == *"was not recorded"* ]]
}

@test "check loads no libcurl, and nothing that fetches; fetch does" {
    misbehave
    source_is demo "$at/good"
    run env LD_DEBUG=files "$TONGBAO" check "$site/body"
    [[ $output != *curl* ]]
    [[ $output != *net.so* ]]
    run env LD_DEBUG=files "$TONGBAO" fetch --yes demo
    [[ $output == *libcurl* ]]
}

@test "names of sources, and what is missing, are told" {
    source_is demo http://127.0.0.1:1/x
    run -2 fetch dmeo
    [[ $output == *"did you mean demo?"* ]]
    run -2 fetch
    sed -i 's/"direct"/"drect"/' tongbao.lua
    run -2 fetch demo
    [[ $output == *"did you mean 'direct'?"* ]]
    run -2 fetch demo --accept --reject
}

@test "a timer for this workspace is printed" {
    source_is demo http://127.0.0.1:1/x
    run -0 "$TONGBAO" fetch --print-timer --lang en
    [[ $output == *"[Timer]"*"OnCalendar="*"fetch --all --quiet"* ]]
    [[ $output == *"-C \"$PWD\""* ]]
}

@test "what is slow ends at the deadline" {
    misbehave
    keep_one
    sed -i 's/deadline = 60/deadline = 1/' tongbao.lua
    for name in drip dripheaders silent; do
        source_is demo "$at/$name"
        sed -i 's/deadline = 60/deadline = 1/' tongbao.lua
        SECONDS=0
        run -5 fetch demo
        [ "$SECONDS" -le 4 ]
        [ "$(state demo)" = suspect ]
        [ "$(snapshots)" -eq 1 ]
        rm fetch/demo.tsv
    done
}

@test "a download that breaks off goes on where a strong tag vouches for it, and only there" {
    misbehave
    source_is demo "$at/resume"
    run -0 fetch demo
    grep -q 'range=bytes=100- if-range="one"' "$site/log"
    "$TONGBAO" history restore demo@2021Q3 -o back
    cmp back "$site/body"
    touch "$site/changed"
    echo 0 >"$site/count-resume"
    run -0 fetch demo # the file is another one meanwhile: all of it comes anew
    "$TONGBAO" history restore demo@2021Q3 -o back
    sed 's/85/86/' "$site/body" | cmp back -
}

@test "a name that a server gives is a label and no path" {
    misbehave
    source_is demo "$at/name"
    run -0 fetch demo
    run -0 "$TONGBAO" history list --format json
    [[ $output == *'"passwd"'* ]]
    [[ $output != *'../'* ]]
}
