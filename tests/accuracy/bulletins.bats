#!/usr/bin/env bats
# The known bulletins are read as well as docs/accuracy.md says, and as well as the goals ask; the confidence of a state is what
# was counted.

setup() {
    command -v python3 >/dev/null || skip "python3 is not installed"
    script=$TB_SOURCE/tests/accuracy/bulletins.py
}

@test "figures, organisations, pairs, states and parts reach their goals" {
    run python3 "$script" "$TONGBAO" -v
    echo "$output"
    [ "$status" -eq 0 ]
}

@test "the table of the page is what was measured" {
    run python3 "$script" "$TONGBAO" --table
    [ "$status" -ne 77 ] || skip "$output"
    printf '%s\n' "$output" >"$BATS_TEST_TMPDIR/table"
    sed -n '/^<!-- table -->$/,/^<!-- end -->$/{/^<!--/d;p}' "$TB_SOURCE/docs/accuracy.md" >"$BATS_TEST_TMPDIR/page"
    diff "$BATS_TEST_TMPDIR/page" "$BATS_TEST_TMPDIR/table"
}

@test "the confidence of states is what was counted" {
    run python3 "$script" "$TONGBAO" --confidence
    [ "$status" -ne 77 ] || skip "$output"
    printf '%s\n' "$output" >"$BATS_TEST_TMPDIR/counted"
    grep -v '^#' "$TB_SOURCE/core/extract/lexicon/confidence.tsv" | cut -f 1-3 >"$BATS_TEST_TMPDIR/lexicon"
    diff "$BATS_TEST_TMPDIR/lexicon" "$BATS_TEST_TMPDIR/counted"
}
