#!/usr/bin/env bats
# Short forms of what scripts/fetching tries at length.

bats_require_minimum_version 1.5.0
load common

setup() {
    common_setup
}

# tries SCRIPT ARGS…: runs a script of this folder.
tries() {
    mkdir "$BATS_TEST_TMPDIR/room"
    run python3 "$BATS_TEST_DIRNAME/$1.py" "$TONGBAO" "$BATS_TEST_TMPDIR/room" "${@:2}"
    echo "$output"
    [ "$status" -ne 77 ] || skip "nginx is missing (nginx-light)"
    [ "$status" -eq 0 ]
}

@test "a fetch that is killed leaves what was there, and the next one completes it" {
    tries kills 10
}

@test "many sources of many hosts: all come, none is refused as too soon, little memory is needed" {
    tries crowd 30 10 0.2
}
