#!/usr/bin/env bats
# shellcheck disable=SC2154 # at and site are set by common.bash
# tongbao fetch against servers that are worse than clumsy: what they say is refused by name or does what
# it should, in bounded time and memory, and what was kept before is as it was.

bats_require_minimum_version 1.5.0
load common

setup() {
    common_setup
    misbehave
    source_is demo "$at/good"
    run -0 fetch demo
    cp "$site/body" kept
}

teardown() {
    common_teardown
}

# untouched: one snapshot, and its bytes are those that were kept first.
untouched() {
    [ "$(snapshots)" -eq 1 ]
    run -0 "$TONGBAO" history verify
    "$TONGBAO" history restore demo@2021Q3 -o back
    cmp back kept
    rm back
}

# ends STATUS STATE WORDS: a fetch does, and touches nothing.
ends() {
    run "-$1" fetch demo
    echo "$output"
    [ "$(state demo)" = "$2" ]
    [[ $output == *"$3"* ]]
    untouched
    rm -rf fetch
}

@test "lengths that are wrong: what is cut off is no bulletin" {
    source_is demo "$at/toolittle"
    ends 3 quarantined ""
    source_is demo "$at/nolength"
    ends 5 failing ""
}

@test "the end of a line within a header is refused; within a name or an address it is none" {
    source_is demo "$at/barecr"
    ends 5 failing "control character"
    for to in 'good%0d%0aX-More:%20yes' $'good\tX-More: yes' 'good?a b'; do
        printf '%s\n' "$at/$to" >"$site/location"
        : >"$site/log"
        source_is demo "$at/to"
        run fetch demo
        [ "$(snapshots)" -eq 1 ]
        run ! grep -i '^x-more' "$site/log"
        rm -rf fetch
    done
    bulletin 86 >"$site/body"
    source_is demo "$at/linename"
    run -0 fetch demo
    run -0 "$TONGBAO" history list --format json
    [[ $output != *Set-Cookie\"* && $output != *'\r'* && $output != *'\n'* && $output != *'\u0000'* ]]
}

@test "a tag that is no text is kept out of the way, and does no harm" {
    bulletin 86 >"$site/body"
    source_is demo "$at/oddtag"
    run -0 fetch demo
    [[ $output == *"changed: demo@2021Q3, revision 2"* ]]
    run -0 fetch demo
    [ "$output" = "demo  unchanged" ]
    run -0 "$TONGBAO" history list --format json
    python3 -c 'import json, sys; json.loads(sys.stdin.buffer.read().decode())' <<<"$output"
}

@test "a redirect into what is private is refused in every spelling, and nobody there is asked" {
    port=${at##*:}
    # Which addresses are private, and how else they are written, has a table: unit/net/address_test.c.
    for host in 127.1 2130706433 0x7f.1 localhost '[::ffff:127.0.0.1]' 169.254.169.254 127。0。0。1 127.0.0.1.; do
        printf 'http://%s:%s/good\n' "$host" "$port" >"$site/location"
        : >"$site/log"
        source_is demo "$at/to"
        run -5 fetch demo
        echo "$host: $output"
        [ "$(state demo)" = failing ]
        [[ $output == *"not among those allowed"* || $output == *"cannot be asked"* ]]
        run ! grep ' /good' "$site/log"
        rm -rf fetch
    done
    untouched
}

@test "pages that are none, said to be well: an error of a site, a login, a page that a script builds" {
    for page in \
        '<title>404</title><body><h1>您访问的页面不存在</h1><a href="/">返回首页</a></body>' \
        '<title>系统提示</title><body>访问过于频繁，请输入验证码<form><input name="code"></form></body>' \
        '<title>重点工作</title><body><div id="app"></div><script src="/js/app.3f2a.js"></script></body>' \
        '<title>重点工作</title><table><tr><th>序号</th><th>年度工作任务</th><th>进展情况</th></tr></table>'; do
        echo "<!doctype html><html><meta charset=utf-8>$page</html>" >"$site/page"
        source_is demo "$at/page"
        ends 3 quarantined "--accept demo"
    done
}

@test "another charset is another version of the same bulletin, in which nothing has changed" {
    for set in GB18030 UTF-16; do
        iconv -f UTF-8 -t "$set" kept >"$site/page"
        source_is demo "$at/page/utf-8" # whatever the header says
        run -0 fetch demo
        [[ $output == *"changed: demo@2021Q3"* ]]
        run -0 "$TONGBAO" diff demo@2021Q3~1 demo@2021Q3 --format json
        [[ $output == *'"changes": []'* ]]
    done
}

@test "304 for what is kept no more: all of it comes again, and mends what was damaged" {
    source_is demo "$at/stale"
    run -0 fetch demo
    run -0 fetch demo
    [ "$(state demo)" = unchanged ]
    file=$(find history -name '*.tbs')
    head -c -40 "$file" >short
    cp short "$file"
    run "$TONGBAO" history verify
    [ "$status" -eq 1 ]
    : >"$site/log"
    run -0 fetch demo
    [ "$(grep -c ' /stale ' "$site/log")" -eq 2 ]
    untouched
}

@test "Retry-After as a date in each of its forms" {
    in_an_hour=$(($(date +%s) + 3600))
    for form in '%a, %d %b %Y %H:%M:%S GMT' '%A, %d-%b-%y %H:%M:%S GMT' '%a %b %e %H:%M:%S %Y'; do
        rm -f "$site/count-retry"
        echo "503 $(LC_ALL=C date -u -d "@$in_an_hour" "+$form")" >"$site/retry"
        source_is demo "$at/retry"
        run -0 fetch demo
        until=$(sed -n 's/^not-before\t//p' fetch/demo.tsv)
        [ "$((until - in_an_hour))" -ge -2 ]
        [ "$((until - in_an_hour))" -le 2 ]
        ends 0 deferred "come back"
    done
}

@test "robots.txt that is slow, that leads in circles, that is longer than anybody reads" {
    source_is demo "$at/good"
    sed -i 's/deadline = 60/deadline = 1/' tongbao.lua
    echo silent >"$site/robots"
    ends 5 suspect "robots.txt cannot be read"
    source_is demo "$at/good"
    echo 'to /robots.txt' >"$site/robots"
    ends 5 failing "more than 5 redirects"
    echo 'to /file/rules.txt' >"$site/robots"
    printf 'User-agent: *\nDisallow: /good\n' >"$site/rules.txt"
    ends 5 blocked "robots.txt forbids it: Disallow: /good"
    { printf 'User-agent: *\nDisallow: /good\n'; yes '# nothing' | head -c 700000; } >"$site/robots"
    ends 5 blocked "robots.txt forbids it: Disallow: /good"
    { yes '# nothing' | head -c 700000; printf '\nUser-agent: *\nDisallow: /good\n'; } >"$site/robots"
    run -0 fetch demo
    untouched
}

@test "a mirror with altered text: another revision, from where it says, with what is altered" {
    mkdir "$BATS_TEST_TMPDIR/mirror"
    bulletin 58 >"$BATS_TEST_TMPDIR/mirror/body"
    first=$at
    site=$BATS_TEST_TMPDIR/mirror misbehave
    echo "$at/good" >"$site/location"
    source_is demo "$first/to"
    ends 5 failing "not among those allowed" # a mirror that nobody has named
    source_is demo "$first/to" ", hosts = \"${at#http://}\""
    run -0 fetch demo
    [[ $output == *"changed: demo@2021Q3, revision 2"*"$at/good"* ]]
    run -0 "$TONGBAO" history list --format json
    [[ $output == *'"url": "'"$first/to"'"'*'"final-url": "'"$at/good"'"'*'"hops": "302 '"$first/to"'"'* ]]
    run -0 "$TONGBAO" diff --all demo@2021Q3~1 demo@2021Q3 --lang en
    [[ $output == *85*58* ]]
}

@test "whatever comes without end ends soon, and takes little memory" {
    for name in endless huge bomb; do
        words="larger than 64 MiB"
        [ "$name" != bomb ] || words="larger than it may be once decompressed"
        source_is demo "$at/$name"
        run python3 "$BATS_TEST_DIRNAME/peak.py" "$TONGBAO" fetch --yes --lang en demo
        echo "$name: $output"
        [[ $status -eq 5 && $output == *"$words"* ]]
        peak=$(sed -n 's/^peak \([0-9]*\) KiB$/\1/p' <<<"$output")
        [ -n "$TB_SANITIZE" ] || [ "$peak" -le $((160 << 10)) ]
        rm -rf fetch
    done
    untouched
}
