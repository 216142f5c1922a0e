#!/usr/bin/env bats
# The program, with a history to lose, on a system where things go wrong. `scripts/reliability` tries far
# more of it, and the unit tests the rest.

bats_require_minimum_version 1.5.0

setup() {
    [ -x "$TONGBAO" ] || skip "the program is not built"
    [ -z "$TB_SANITIZE" ] || skip "the sanitizers do not work under a tracer"
    faults=$TB_SOURCE/tests/history/faults.sh
}

# done_or_skipped STATUS
done_or_skipped() {
    echo "$output"
    [ "$1" -ne 77 ] || skip "not to be tried on this system"
    [ "$1" -eq 0 ]
}

@test "system calls that fail, and kills before them, lose nothing" {
    run sh "$faults" "$TONGBAO" calls short
    done_or_skipped "$status"
}

@test "a full disk loses nothing" {
    run sh "$faults" "$TONGBAO" disk short
    done_or_skipped "$status"
}

@test "a program that claims to have kept what it has not is found out" {
    printf '#!/bin/sh\n"%s" "$@"\nexit 0\n' "$TONGBAO" >"$BATS_TEST_TMPDIR/liar"
    chmod +x "$BATS_TEST_TMPDIR/liar"
    run sh "$faults" "$BATS_TEST_TMPDIR/liar" calls short
    [ "$status" -ne 77 ] || skip "not to be tried on this system"
    [ "$status" -eq 1 ]
    [[ $output == *"acknowledged and lost"* ]]
}
