#!/usr/bin/env bats
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

