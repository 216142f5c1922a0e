#!/usr/bin/env bats
# What the rules find in the known bulletins is what people judged (tests/data/findings.tsv), and the table in
# docs/accuracy/findings.md counts it.

setup() {
    command -v python3 >/dev/null || skip "python3 is not installed"
    script=$TB_SOURCE/tests/accuracy/findings.py
}

@test "every finding about figures, targets and commitments was judged, and none is lost" {
    run python3 "$script" "$TONGBAO"
    echo "$output"
    [ "$status" -eq 0 ]
}

@test "the table of the page counts the judgements" {
    run python3 "$script" "$TONGBAO" --table
    [ "$status" -ne 77 ] || skip "$output"
    [ "$status" -eq 0 ]
    printf '%s\n' "$output" >"$BATS_TEST_TMPDIR/table"
    sed -n '/^<!-- table -->$/,/^<!-- end -->$/{/^<!--/d;p}' "$TB_SOURCE/docs/accuracy/findings.md" >"$BATS_TEST_TMPDIR/page"
    diff "$BATS_TEST_TMPDIR/page" "$BATS_TEST_TMPDIR/table"
}

@test "a finding that was not judged is told" {
    mkdir -p "$BATS_TEST_TMPDIR/tests/accuracy"
    cp -r "$TB_SOURCE/tests/data" "$BATS_TEST_TMPDIR/tests/data"
    cp "$script" "$BATS_TEST_TMPDIR/tests/accuracy/"
    ln -s "$TB_SOURCE/plugins" "$BATS_TEST_TMPDIR/plugins"
    grep -v '	recompute-sum	4	' "$TB_TEST_DATA/findings.tsv" >"$BATS_TEST_TMPDIR/tests/data/findings.tsv"
    run python3 "$BATS_TEST_TMPDIR/tests/accuracy/findings.py" "$TONGBAO"
    [ "$status" -eq 1 ]
    [[ $output == *"not judged: qinghe-2024q3	recompute-sum	4	result	24个"* ]]
}
