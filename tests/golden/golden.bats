#!/usr/bin/env bats
# Each folder here is a case: `cmd` is run by sh in it, twice; what it prints must both times be
# `expected.stdout`, and its exit status `expected.status`. UPDATE_GOLDEN=1 writes the expectations
# anew; then read the difference before it is committed.

setup() {
    [ -x "$TONGBAO" ] || skip "the program is not built"
    export XDG_CONFIG_HOME=$BATS_TEST_TMPDIR XDG_STATE_HOME=$BATS_TEST_TMPDIR
    unset COLUMNS NO_COLOR LANG LC_MESSAGES
}

# run_case FOLDER OUT: standard output and the exit status go to OUT.stdout and OUT.status.
run_case() {
    local status=0
    (cd "$1" && exec sh ./cmd) >"$2.stdout" || status=$?
    echo $status >"$2.status"
}

@test "every case prints what is expected, twice" {
    wrong=""
    for folder in "$BATS_TEST_DIRNAME"/*/; do
        name=$(basename "$folder")
        run_case "$folder" "$BATS_TEST_TMPDIR/first"
        run_case "$folder" "$BATS_TEST_TMPDIR/second"
        for kind in stdout status; do
            if [ -n "$UPDATE_GOLDEN" ]; then
                cp "$BATS_TEST_TMPDIR/first.$kind" "$folder/expected.$kind"
            fi
            diff -u "$folder/expected.$kind" "$BATS_TEST_TMPDIR/first.$kind" >"$BATS_TEST_TMPDIR/diff" ||
                { head -c 3000 "$BATS_TEST_TMPDIR/diff"; wrong="$wrong $name"; }
            cmp "$BATS_TEST_TMPDIR/first.$kind" "$BATS_TEST_TMPDIR/second.$kind" || wrong="$wrong $name-twice"
        done
    done
    echo "not as expected:$wrong"
    [ -z "$wrong" ]
}
