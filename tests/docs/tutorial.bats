#!/usr/bin/env bats
# The tutorial, done as it stands: every command is run, every output is the program's, every file is used.

bats_require_minimum_version 1.5.0

setup() {
    [ -x "$TONGBAO" ] || skip "the program is not built"
    export XDG_CONFIG_HOME=$BATS_TEST_TMPDIR/config XDG_STATE_HOME=$BATS_TEST_TMPDIR/state
    export LANG=en_US.UTF-8 LC_CTYPE=C.UTF-8 COLUMNS=100
    unset NO_COLOR LC_ALL LC_MESSAGES
    # The folder of the source, as far as the tutorial needs it.
    mkdir -p "$BATS_TEST_TMPDIR/source/build/release" && cd "$BATS_TEST_TMPDIR/source" || return 1
    ln -s "$TB_SOURCE/tests" tests
    ln -s "$TONGBAO" build/release/tongbao
}

@test "the tutorial does what it says" {
    run -0 python3 "$BATS_TEST_DIRNAME/tutorial.py" "$TB_SOURCE/docs/tutorial.md"
    # A check of one's own, with its cases, that finds something in the sample.
    check=desk/plugins/checks/not-yet
    [ "$(cat $check/check.lua $check/cases.lua | wc -l)" -lt 25 ]
    run -0 env LC_ALL=C.UTF-8 "$TONGBAO" check -C desk --only not-yet --format ndjson \
        "$TB_SOURCE/tests/data/samples/qinghe-2024q3.txt"
    [ "${#lines[@]}" -ge 3 ]
}

@test "a tutorial that lies is noticed" {
    sed 's/^2 passed, 0 failed$/3 passed, 0 failed/' "$TB_SOURCE/docs/tutorial.md" >lies.md
    ! cmp -s lies.md "$TB_SOURCE/docs/tutorial.md"
    run -1 python3 "$BATS_TEST_DIRNAME/tutorial.py" lies.md
    [[ $output == *"3 passed, 0 failed"*"it prints"*"2 passed, 0 failed"* ]]
}
