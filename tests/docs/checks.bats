#!/usr/bin/env bats
# docs/checks is what tongbao plugins docs makes of the bundled checks. UPDATE_GOLDEN=1 makes it anew.

bats_require_minimum_version 1.5.0

setup() {
    [ -x "$TONGBAO" ] || skip "the program is not built"
    cd "$BATS_TEST_TMPDIR" || return 1
    export XDG_CONFIG_HOME=$BATS_TEST_TMPDIR/config XDG_STATE_HOME=$BATS_TEST_TMPDIR/state
    unset NO_COLOR COLUMNS LANG LC_MESSAGES
}

@test "the pages of the bundled checks are what the program makes of them" {
    "$TONGBAO" plugins docs -o pages
    if [ -n "$UPDATE_GOLDEN" ]; then
        rm -rf "$TB_SOURCE/docs/checks"
        cp -r pages "$TB_SOURCE/docs/checks"
    fi
    diff -r "$TB_SOURCE/docs/checks" pages >diff ||
        { head -n 40 diff; echo "UPDATE_GOLDEN=1 scripts/test -R docs.checks makes them anew"; return 1; }
}

@test "every check has a page in both languages with examples of both kinds, and stands in the lists" {
    "$TONGBAO" plugins --format ndjson | grep '"kind":"check"' | grep -o '"id":"[^"]*' | cut -d '"' -f 4 >ids
    [ "$(wc -l <ids)" -ge 37 ]
    while read -r id; do
        grep -q "^## What it points at" "$TB_SOURCE/docs/checks/$id.md"
        grep -q "^## What it lets pass" "$TB_SOURCE/docs/checks/$id.md"
        grep -q "^> .*[a-z]" "$TB_SOURCE/docs/checks/$id.md"
        grep -q "^## 会指出的" "$TB_SOURCE/docs/checks/$id.zh.md"
        grep -q "^## 不会指出的" "$TB_SOURCE/docs/checks/$id.zh.md"
        grep -qF "($id.md)" "$TB_SOURCE/docs/checks/README.md"
        grep -qF "($id.zh.md)" "$TB_SOURCE/docs/checks/README.zh.md"
    done <ids
}

@test "one's own check has pages too; one page goes to standard output" {
    mkdir -p plugins/checks/mine
    echo 'return workspace {}' >tongbao.lua
    printf 'return check { id = "mine", title = "a|b *c*", must = function(item) return item.result ~= "" end }' \
        >plugins/checks/mine/check.lua
    printf 'return { { name = "empty", item = { task = "t", result = "" }, expect = { { item = 1 } } }, { name = "full", item = { task = "t", result = "1 < 2 \\\\27 * 3" }, expect = {} } }' \
        >plugins/checks/mine/cases.lua
    run -0 "$TONGBAO" plugins docs mine --lang en
    [[ $output == "# mine"*'a\|b \*c\*'*"## What it points at"*"### empty"*"## What it lets pass"*'1 \< 2 '*'\* 3'* ]]
    [[ $output != *$'\e'* ]]
    "$TONGBAO" plugins docs mine -o out
    [ "$(ls out)" = "README.md
README.zh.md
mine.md
mine.zh.md" ]
}

@test "nothing of somebody else's is replaced" {
    mkdir out
    echo mine >out/README.md
    run -2 --separate-stderr "$TONGBAO" plugins docs -o out --lang en
    [[ $stderr == *out/README.md*"choose another folder"* ]]
    [ "$(cat out/README.md)" = mine ]
    [ "$(ls out)" = README.md ]
    run -2 "$TONGBAO" plugins -o out
    run -6 "$TONGBAO" plugins docs -o /proc/none
}

@test "the catalogue names every check with its options, and each has some" {
    "$TONGBAO" plugins --format ndjson | grep '"kind":"check"' | grep -o '"id":"[^"]*' | cut -d '"' -f 4 | while read -r id; do
        echo "$id" $("$TONGBAO" plugins show --lang en "$id" | sed -n '/^Options/,/^$/s/^  \([a-z_]*\) = .*/\1/p' | LC_ALL=C sort)
    done | LC_ALL=C sort >want
    ! grep -v ' ' want # without an option
    python3 -c '
import re, sys
for line in open(sys.argv[1], encoding="utf-8"):
    cells = line.split("|")
    if line.startswith("| ") and "](" in line:
        rules = re.findall(r"\[([a-z-]+)\]", cells[2])
        for rule, options in zip(rules, cells[3].split(";")):
            print(rule, *sorted(re.findall(r"`(\w+)`", options)))' "$TB_SOURCE/docs/catalogue.md" | LC_ALL=C sort >got
    diff want got
}
