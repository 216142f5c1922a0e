#!/usr/bin/env bats
# What --format json and ndjson give is what the schemas of docs/formats say, and the examples there are
# the program's own output. UPDATE_GOLDEN=1 writes the examples anew.

bats_require_minimum_version 1.5.0

setup() {
    [ -x "$TONGBAO" ] || skip "the program is not built"
    formats=$TB_SOURCE/docs/formats
    export XDG_CONFIG_HOME=$BATS_TEST_TMPDIR XDG_STATE_HOME=$BATS_TEST_TMPDIR
    cd "$formats/examples" || return 1
}

# valid SCHEMA [OPTION]: standard input is valid.
valid() {
    run python3 "$BATS_TEST_DIRNAME/schema.py" "$formats/$1.schema.json" "${@:2}"
    [ "$status" -ne 77 ] || skip "python3-jsonschema is missing"
    echo "$output"
    [ "$status" -eq 0 ]
}

# Of the examples only: so that a new check does not change them.
rules="--only blank-cell --only doubled-word --only lead-missing --only leftover-markup --only number-gaps"

# example FILE VERB FORMAT SCHEMA [OPTION]
example() {
    before=$([ "$2" != diff ] || echo earlier.txt)
    only=$([ "$2" != check ] || echo "$rules")
    # shellcheck disable=SC2086
    "$TONGBAO" "$2" --format "$3" $only $before bulletin.txt >"$BATS_TEST_TMPDIR/out"
    [ -z "$UPDATE_GOLDEN" ] || cp "$BATS_TEST_TMPDIR/out" "$1"
    # Lines are long: the members that differ, one to a line.
    diff <(tr ',' '\n' <"$1") <(tr ',' '\n' <"$BATS_TEST_TMPDIR/out") >"$BATS_TEST_TMPDIR/diff" ||
        { head -n 30 "$BATS_TEST_TMPDIR/diff"; return 1; }
    valid "$4" "${@:5}" <"$1"
}

@test "the example of a report is what the program writes, and valid" {
    example report.json show json report
}

@test "the example of a report in lines is what the program writes, and valid" {
    example report.ndjson show ndjson report --lines
}

@test "the example of findings is what the program writes, and valid" {
    example findings.json check json findings
}

@test "the example of findings in lines is what the program writes, and valid" {
    example findings.ndjson check ndjson findings --lines
}

@test "the example of a history is what the program writes, and valid" {
    space=$BATS_TEST_TMPDIR/space
    mkdir "$space" && echo 'return workspace {}' >"$space/tongbao.lua"
    add() {
        "$TONGBAO" history add -C "$space" --series qinghe --now 2024-11-01 "$@" >/dev/null
    }
    add --period 2024plan bulletin.txt
    add bulletin.txt --url https://www.example.gov.cn/1.html
    add bulletin.txt
    tail -n +2 bulletin.txt >"$space/later.txt"
    add "$space/later.txt" --period 2024Q3
    "$TONGBAO" history show -C "$space" --format json >"$BATS_TEST_TMPDIR/out"
    [ -z "$UPDATE_GOLDEN" ] || cp "$BATS_TEST_TMPDIR/out" history.json
    diff history.json "$BATS_TEST_TMPDIR/out"
    valid history <history.json
    valid history --mutants <history.json
    "$TONGBAO" history list -C "$space" --format ndjson | valid history --lines
    "$TONGBAO" history add -C "$space" --series qinghe --format json bulletin.txt | valid history
    printf spoilt | dd of="$space/history/qinghe/000001-2024plan.tbs" bs=1 seek=200 conv=notrunc status=none
    run -1 --separate-stderr "$TONGBAO" history verify -C "$space" --format json
    printf '%s\n' "$output" | valid history
    printf spoilt | dd of="$space/history/qinghe/000001-2024plan.tbs" bs=1 seek=20 conv=notrunc status=none
    run -1 --separate-stderr "$TONGBAO" history verify -C "$space" --format ndjson
    printf '%s\n' "$output" | valid history --lines
}

@test "the example of a comparison is what the program writes, and valid" {
    example diff.json diff json diff
}

@test "the example of a comparison in lines is what the program writes, and valid" {
    example diff.ndjson diff ndjson diff --lines
}

@test "comparisons of other bulletins are valid too" {
    samples=$TB_SOURCE/tests/data/samples
    "$TONGBAO" diff --format json "$samples"/qinghe-2024q2.txt "$samples"/qinghe-2024q3.txt | valid diff
    "$TONGBAO" diff --format json "$samples"/qinghe-2024q3.txt "$samples"/unseen/lan-2024m08.txt | valid diff
    "$TONGBAO" diff --format json bulletin.txt bulletin.txt | valid diff
}

@test "the schemas notice every missing and every unknown key" {
    python3 -c '
import json, sys
report = json.load(open("report.json"))
report["items"] = report["items"][:1]
json.dump(report, sys.stdout)' | valid report --mutants
    valid findings --mutants <findings.json
    valid diff --mutants <diff.json
}

@test "reports of other shapes are valid too" {
    for file in "$TB_SOURCE"/tests/golden/*/input*.txt "$TB_SOURCE"/tests/data/samples/*.txt; do
        "$TONGBAO" show --format ndjson "$file" >"$BATS_TEST_TMPDIR/out" 2>/dev/null || continue
        valid report --lines <"$BATS_TEST_TMPDIR/out"
        "$TONGBAO" show --format json "$file" | valid report
        "$TONGBAO" check --format json "$file" | valid findings
    done
}

@test "reports that cannot be read, and plugins that fail, are valid too" {
    mkdir -p "$BATS_TEST_TMPDIR/w/plugins/checks/bad" "$BATS_TEST_TMPDIR/w/plugins/checks/raises"
    echo 'return workspace {}' >"$BATS_TEST_TMPDIR/w/tongbao.lua"
    echo 'return 1' >"$BATS_TEST_TMPDIR/w/plugins/checks/bad/check.lua"
    echo 'return check { id = "raises", title = "t", each_item = function(item) error("\27[31m") end }' \
        >"$BATS_TEST_TMPDIR/w/plugins/checks/raises/check.lua"
    for format in json ndjson; do
        run -4 --separate-stderr "$TONGBAO" check -C "$BATS_TEST_TMPDIR/w" --format $format bulletin.txt
        [[ $output == *plugin-failed* ]]
        option=$([ $format = json ] || echo --lines)
        # shellcheck disable=SC2086
        printf '%s\n' "$output" | valid findings $option
        run -3 --separate-stderr "$TONGBAO" check --format $format nosuch.txt bulletin.txt
        # shellcheck disable=SC2086
        printf '%s\n' "$output" | valid findings $option
    done
}

@test "plugins, doctor and test write JSON in both forms" {
    for verb in plugins doctor test; do
        "$TONGBAO" $verb --format json | python3 -c 'import json, sys; json.load(sys.stdin)["schema"]'
        "$TONGBAO" $verb --format ndjson | python3 -c 'import json, sys; [json.loads(line) for line in sys.stdin]'
    done
}
