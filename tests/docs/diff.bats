#!/usr/bin/env bats
# What docs/diff.md shows is what the program prints, and the figures it gives are those of the test.

setup() {
    [ -x "$TONGBAO" ] || skip "the program is not built"
    page=$TB_SOURCE/docs/diff.md
    cd "$TB_SOURCE/docs/formats/examples" || return 1
    export XDG_CONFIG_HOME=$BATS_TEST_TMPDIR XDG_STATE_HOME=$BATS_TEST_TMPDIR
}

@test "the output shown is what the command prints" {
    awk '/^```console$/ { on = 1; next } /^```$/ { on = 0 } on' "$page" >"$BATS_TEST_TMPDIR/shown"
    read -r _ _ arguments <"$BATS_TEST_TMPDIR/shown"
    # shellcheck disable=SC2086 # words are wanted
    COLUMNS=80 "$TONGBAO" $arguments >"$BATS_TEST_TMPDIR/out"
    [ -s "$BATS_TEST_TMPDIR/out" ]
    diff <(tail -n +2 "$BATS_TEST_TMPDIR/shown") "$BATS_TEST_TMPDIR/out"
}

@test "the lexicons the page names are there" {
    for name in $(grep -oE '[a-z]+\.tsv' "$page" | sort -u); do
        [ -e "$TB_SOURCE/core/diff/lexicon/$name" ] || { echo "$name is missing"; return 1; }
    done
}

@test "every reason of a change stands in the description of the format" {
    grep -v '^#' "$TB_SOURCE/core/diff/lexicon/changes.tsv" | cut -f 1 | while read -r why; do
        grep -q "^| \`$why\` |" "$TB_SOURCE/docs/formats/diff.md" || { echo "$why is missing"; exit 1; }
    done
}
