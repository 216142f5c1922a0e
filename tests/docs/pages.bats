#!/usr/bin/env bats
# Every command and output on a page is the program's. A `console` block is run as tutorial.py does it, in a
# folder with the samples; each command of a `sh` block must run. Output that stands apart from its command,
# and what the READMEs promise, is held by readme.bats.

bats_require_minimum_version 1.5.0

setup() {
    [ -x "$TONGBAO" ] || skip "the program is not built"
    export XDG_CONFIG_HOME=$BATS_TEST_TMPDIR/config XDG_STATE_HOME=$BATS_TEST_TMPDIR/state
    export LANG=en_US.UTF-8 LC_CTYPE=C.UTF-8 COLUMNS=100
    unset NO_COLOR LC_ALL LC_MESSAGES
    mkdir "$BATS_TEST_TMPDIR/bin"
    ln -s "$TONGBAO" "$BATS_TEST_TMPDIR/bin/tongbao"
    export PATH=$BATS_TEST_TMPDIR/bin:$PATH
}

# pages BLOCK: those that have a block of this language.
pages() {
    (cd "$TB_SOURCE" && grep -rl "^\`\`\`$1\$" README.md README.zh.md docs --include='*.md' | sort)
}

# place: a new folder like that of the source, with the samples at hand.
place() {
    local folder
    folder=$(mktemp -d "$BATS_TEST_TMPDIR/place.XXXXXX")
    mkdir -p "$folder/build/release"
    ln -s "$TONGBAO" "$folder/build/release/tongbao"
    ln -s "$TB_SOURCE/tests" "$folder/tests"
    cp "$TB_SOURCE"/tests/data/samples/*.txt "$folder"
    echo "$folder"
}

@test "every page with commands and output does what it says" {
    [ "$(pages console | wc -l)" -ge 2 ]
    for page in $(pages console | grep -vE '^(README.*|docs/(diff|year|cookbook|cluster)).md$'); do # held by tests of their own
        echo "$page"
        cd "$(place)"
        run -0 python3 "$BATS_TEST_DIRNAME/tutorial.py" "$TB_SOURCE/$page"
    done
}

@test "every command in a block of shell is there and runs" {
    [ "$(pages sh | wc -l)" -ge 4 ]
    for page in $(pages sh); do
        cd "$(place)"
        # The blocks as one script: scripts/run is the program, the other scripts are only looked for.
        # shellcheck disable=SC2016
        awk '$0 == "```sh" { on = 1; next } /^```$/ { on = 0 } on' "$TB_SOURCE/$page" >script
        for name in $(grep -oE '^scripts/[a-z]+' script); do
            [ -x "$TB_SOURCE/$name" ]
        done
        echo "$page"
        sed -e 's,^scripts/run,tongbao,; /^scripts\//d' script >runs
        # 77: what it measures is not all at hand.
        bash -e runs >/dev/null </dev/null || [ $? -eq 77 ]
    done
}
