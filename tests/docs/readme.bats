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

@test "the check of the README runs as it stands and finds what it says" {
    for readme in README.md README.zh.md; do
        space=$BATS_TEST_TMPDIR/$readme
        mkdir -p "$space/plugins/checks/only-promises"
        echo 'return workspace {}' >"$space/tongbao.lua"
        block "$readme" lua >"$space/plugins/checks/only-promises/check.lua"
        printf '某区2024年重点工作第三季度进展情况\n序号\t年度工作任务\t三季度目标\t责任单位\t三季度进展\n1\t建公园\t建成1座\t区住建局\t下一步将加快建设。\n2\t建学校\t建成1所\t区教育局\t已建成1所。\n' >"$space/report.txt"
        cd "$space"
        run "$TONGBAO" check --lang zh --color never report.txt
        echo "$output"
        [ "$status" -eq 0 ]
        [[ $output == *only-promises* ]]
        [ "$(printf '%s\n' "$output" | grep -c 下一步将加快建设)" -ge 1 ]
        cd "$TB_SOURCE"
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
