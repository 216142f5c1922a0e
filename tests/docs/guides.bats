#!/usr/bin/env bats
# The guide through a year and the cookbook, done as they stand: every output is the program's.

bats_require_minimum_version 1.5.0

setup() {
    [ -x "$TONGBAO" ] || skip "the program is not built"
    export XDG_CONFIG_HOME=$BATS_TEST_TMPDIR/config XDG_STATE_HOME=$BATS_TEST_TMPDIR/state
    export LANG=en_US.UTF-8 LC_CTYPE=C.UTF-8 COLUMNS=100
    unset NO_COLOR LC_ALL LC_MESSAGES
    # The folder of the source, as far as the pages need it.
    mkdir -p "$BATS_TEST_TMPDIR/source/build/release" && cd "$BATS_TEST_TMPDIR/source" || return 1
    ln -s "$TB_SOURCE/tests" tests
    ln -s "$TB_SOURCE/scripts" scripts
    ln -s "$TONGBAO" build/release/tongbao
}

@test "the guide through a year does what it says" {
    run -0 python3 "$BATS_TEST_DIRNAME/tutorial.py" "$TB_SOURCE/docs/year.md"
}

@test "the cookbook does what it says" {
    run -0 python3 "$BATS_TEST_DIRNAME/tutorial.py" "$TB_SOURCE/docs/cookbook.md"
}
