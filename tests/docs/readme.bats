#!/usr/bin/env bats
# What the README says is true: the check it shows runs and finds something, the commands and the
# folders it names exist, and the output it shows is the program's.

setup() {
    cd "$TB_SOURCE" || return 1
    [ -x "$TONGBAO" ] || skip "the program is not built"
}

# block FILE LANGUAGE: the first fenced block of that language.
block() {
    awk -v start="\`\`\`$2" '$0 == start && !done { on = 1; next } /^```$/ && on { on = 0; done = 1 } on' "$1"
}

# follow README LANG: does what it says in a folder of its own, as docs/tutorial.md is done.
follow() {
    mkdir -p "$BATS_TEST_TMPDIR/$1/build/release"
    ln -s "$TB_SOURCE/tests" "$BATS_TEST_TMPDIR/$1/tests"
    ln -s "$TONGBAO" "$BATS_TEST_TMPDIR/$1/build/release/tongbao"
    (
        cd "$BATS_TEST_TMPDIR/$1" || exit 1
        unset NO_COLOR LC_ALL LC_MESSAGES
        XDG_CONFIG_HOME=$PWD/config XDG_STATE_HOME=$PWD/state LANG=$2 LC_CTYPE=C.UTF-8 COLUMNS=100 \
            python3 "$BATS_TEST_DIRNAME/tutorial.py" "$TB_SOURCE/$1"
    )
}

@test "from the README alone to a check of one's own that finds something, in under 25 lines" {
    command -v python3 >/dev/null || skip "python3 is not installed"
    for readme in README.md:en_US.UTF-8 README.zh.md:zh_CN.UTF-8; do
        run follow "${readme%:*}" "${readme#*:}"
        echo "$output"
        [ "$status" -eq 0 ]
        check=$BATS_TEST_TMPDIR/${readme%:*}/desk/plugins/checks/only-expected
        [ "$(cat "$check/check.lua" "$check/cases.lua" | wc -l)" -lt 25 ]
        run "$TONGBAO" check -C "${check%/plugins/*}" --only only-expected --format ndjson tests/data/samples/qinghe-2024q3.txt
        [ "${#lines[@]}" -ge 2 ]
    done
}

@test "the output the READMEs show is what their command prints" {
    for readme in README.md README.zh.md; do
        command=$(grep -m 1 '^scripts/run' "$readme")
        # The same words for the program itself.
        # shellcheck disable=SC2086 # words are wanted
        set -- ${command#scripts/run}
        COLUMNS=80 "$TONGBAO" "$@" >"$BATS_TEST_TMPDIR/output" </dev/null
        block "$readme" text | grep -v '^…$' >"$BATS_TEST_TMPDIR/shown"
        # Every line shown, in this order.
        awk 'FNR == NR { if ($0 != "") want[++n] = $0; next } $0 == want[at + 1] { at++ }
             END { if (at < n) { print "not printed: " want[at + 1]; exit 1 } }' \
            "$BATS_TEST_TMPDIR/shown" "$BATS_TEST_TMPDIR/output"
    done
}

@test "every command and folder the READMEs name is there" {
    for readme in README.md README.zh.md; do
        for name in $(grep -oE '\]\([^)#]+\)' "$readme" | tr -d '()]'); do
            [ -e "$name" ] || { echo "$readme: $name is missing"; return 1; }
        done
        for name in $(grep -oE '(scripts|tests/data)/[a-z0-9/.-]+[a-z0-9]' "$readme"); do
            [ -e "$name" ] || { echo "$readme: $name is missing"; return 1; }
        done
    done
}

@test "links inside the documentation lead somewhere" {
    find docs vendor core plugins -name '*.md' | while read -r page; do
        grep -oE '\]\([^)#]+' "$page" | cut -c 3- | grep -vE '^https?:' | while read -r link; do
            [ -e "$(dirname "$page")/$link" ] || { echo "$page: $link is missing"; exit 1; }
        done || exit 1
    done
}
