#!/usr/bin/env bats
# The page on the history, done as it stands, and what the page on reliability says is tried.

bats_require_minimum_version 1.5.0

setup() {
    [ -x "$TONGBAO" ] || skip "the program is not built"
    export XDG_CONFIG_HOME=$BATS_TEST_TMPDIR/config XDG_STATE_HOME=$BATS_TEST_TMPDIR/state
    export LANG=en_US.UTF-8 LC_CTYPE=C.UTF-8 COLUMNS=100
    unset NO_COLOR LC_ALL LC_MESSAGES
    mkdir -p "$BATS_TEST_TMPDIR/source/build/release" && cd "$BATS_TEST_TMPDIR/source" || return 1
    ln -s "$TB_SOURCE/tests" tests
    ln -s "$TONGBAO" build/release/tongbao
}

@test "the page on the history does what it says" {
    run python3 "$BATS_TEST_DIRNAME/tutorial.py" "$TB_SOURCE/docs/history.md"
    echo "$output"
    [ "$status" -eq 0 ]
}

@test "the page on reliability names every fault that is tried" {
    cd "$TB_SOURCE"
    grep -ohE 'reliability\\t[^\\%:]+' tests/unit/history/*.c tests/history/faults.sh |
        sed 's/^reliability.t//; s/ *$//' | sort -u >"$BATS_TEST_TMPDIR/tried"
    [ "$(wc -l <"$BATS_TEST_TMPDIR/tried")" -ge 10 ]
    while IFS= read -r fault; do
        grep -qF "| $fault" docs/reliability.md || { echo "not on the page: $fault"; return 1; }
    done <"$BATS_TEST_TMPDIR/tried"
}
