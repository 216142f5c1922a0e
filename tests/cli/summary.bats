#!/usr/bin/env bats
# tongbao check --summary: counts by rule and report that add up to the findings, and no finding.

bats_require_minimum_version 1.5.0

setup() {
    [ -x "$TONGBAO" ] || skip "the program is not built"
    cd "$BATS_TEST_TMPDIR" || return 1
    export XDG_CONFIG_HOME=$BATS_TEST_TMPDIR/config XDG_STATE_HOME=$BATS_TEST_TMPDIR/state
    unset NO_COLOR COLUMNS LANG LC_MESSAGES
    q2=$TB_TEST_DATA/samples/qinghe-2024q2.txt q3=$TB_TEST_DATA/samples/qinghe-2024q3.txt
}

@test "the counts are those of the findings" {
    "$TONGBAO" check --format json "$q2" "$q3" >findings
    "$TONGBAO" check --summary --format json "$q2" "$q3" >summary
    run -0 python3 - <<'END'
import collections, json
findings = json.load(open("findings"))
summary = json.load(open("summary"))
severities = ["error", "warning", "note", "info"]
by_rule = collections.Counter((f["rule"], f["severity"]) for f in findings["findings"])
by_report = collections.Counter((f["report"], f["severity"]) for f in findings["findings"])
assert summary["summary"] == findings["summary"]
assert [r["rule"] for r in summary["rules"]] == sorted({rule for rule, _ in by_rule})
for rule in summary["rules"]:
    assert rule["counts"] == {s: by_rule[rule["rule"], s] for s in severities}, rule
    assert rule["topic"] and rule["title"]["zh"] and rule["title"]["en"]
for number, report in enumerate(summary["reports"]):
    assert report.pop("counts") == {s: by_report[number, s] for s in severities}
    assert report == findings["reports"][number]
END
}

@test "text: a line for each report and rule, no finding; the same for any number of processes" {
    run -0 "$TONGBAO" check --summary --lang en "$q2" "$q3"
    echo "$output"
    [[ $output == *" warning "*qinghe-2024q2.txt*" warning "*qinghe-2024q3.txt* ]]
    [[ $output == *"== Figures that do not add up ("*recompute-ratio*"2 warning"*"== Wording and typography"* ]]
    [[ $output == *"2 reports, 94 items"* ]]
    [[ $output != *^^* ]]
    for jobs in 1 2; do
        "$TONGBAO" check --summary --jobs $jobs "$q2" "$q3" nosuch >out.$jobs 2>/dev/null || true
    done
    cmp out.1 out.2
    run -0 "$TONGBAO" check --summary -q --only recompute-ratio --lang zh "$q3"
    [[ $output == *"recompute-ratio     2 警告  "* ]]
}

@test "JSON is valid, for reports that cannot be read and plugins that fail too" {
    mkdir -p plugins/checks/bad plugins/checks/raises
    echo 'return workspace {}' >tongbao.lua
    echo 'return 1' >plugins/checks/bad/check.lua
    echo 'return check { id = "raises", title = "t", each_item = function(item) error("x") end }' \
        >plugins/checks/raises/check.lua
    for format in json ndjson; do
        "$TONGBAO" check --summary --format $format "$q3" nosuch >out 2>/dev/null || true
        run python3 "$TB_SOURCE/tests/cli/schema.py" "$TB_SOURCE/docs/formats/summary.schema.json" --mutants <out
        [ "$status" -ne 77 ] || skip "python3-jsonschema is missing"
        echo "$output"
        [ "$status" -eq 0 ]
    done
    [[ $(cat out) == *'"rule":"plugin-failed","topic":null,"title":null,"counts":{"error":2,'* ]]
}

@test "--fail-on counts as without" {
    run -1 "$TONGBAO" check --summary --fail-on warning "$q3"
    run -0 "$TONGBAO" check --summary --fail-on error "$q3"
}
