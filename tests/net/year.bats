#!/usr/bin/env bats
# shellcheck disable=SC2154 # at and site are set by common.bash
# A year of a site, visited eight times: exactly the right snapshots, differences and messages. They stand in
# year.txt; UPDATE_GOLDEN=1 writes it anew.

bats_require_minimum_version 1.5.0
load common

setup() {
    common_setup
    for reader in html ooxml; do
        [ -f "$TB_BUILD/lib/tongbao/$reader.so" ] || skip "the module $reader is not built"
    done
}

teardown() {
    common_teardown
}

# told: what a run prints of its sources, without the port.
told() {
    sed "s|$at|http://site|g" | grep -E '^(channel|  http)'
}

# which FILE: the bulletin that has these bytes.
which_one() {
    for one in ../kept/*; do
        cmp -s "$1" "$one" && printf '%s\n' "${one##*/}"
    done
}

@test "four quarters in four forms, two of them corrected, one after another" {
    misbehave
    at=$at/file
    mkdir ../kept
    printf 'return workspace { contact = "desk@example.org", sources = { channel = { fetcher = "index-page", url = "%s/list.html", match = "重点工作", allow_private = true, pace = 0.02 } } }\n' "$at" >tongbao.lua
    {
        visit=0
        for day in 2021-04-12 2021-05-10 2021-07-12 2021-07-20 2021-10-15 2021-10-20 2022-01-14 2022-01-20; do
            visit=$((visit + 1))
            python3 "$BATS_TEST_DIRNAME/year.py" "$visit" "$site" "$PWD/../kept"
            status=0
            fetch --all --now "$day" --exit-code >out 2>err || status=$?
            printf '== visit %d, %s: exit status %d, snapshots %d\n' "$visit" "$day" "$status" "$(snapshots)"
            told <out
        done
        printf '== what is kept\n'
        "$TONGBAO" history list --format json | sed -n 's/^      "name": "\(.*\)",$/\1/p' | while read -r name; do
            "$TONGBAO" history restore "$name" -o back
            printf '%s is %s\n' "$name" "$(which_one back)"
            rm back
        done
        for pair in 2021Q1:2021Q2 2021Q2~1:2021Q2 2021Q2:2021Q3 2021Q3~1:2021Q3 2021Q3:2021Q4; do
            printf '== from %s to %s\n' "${pair%:*}" "${pair#*:}"
            "$TONGBAO" diff --all --lang en "channel@${pair%:*}" "channel@${pair#*:}"
        done
    } >year 2>&1
    run -0 "$TONGBAO" history verify
    [ -z "${UPDATE_GOLDEN:-}" ] || cp year "$BATS_TEST_DIRNAME/year.txt"
    diff "$BATS_TEST_DIRNAME/year.txt" year
    run ! grep " 429" "$site/log"
}
