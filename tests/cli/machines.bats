#!/usr/bin/env bats
# tongbao export --to sarif and junit: findings for build servers, code hosts and editors.

bats_require_minimum_version 1.5.0

setup() {
    cd "$BATS_TEST_TMPDIR" || return 1
    q3=$TB_SOURCE/tests/data/samples/qinghe-2024q3.txt
    python=$([ -x /usr/bin/python3 ] && echo /usr/bin/python3 || echo python3)
}

@test "sarif: every finding, with its rule, place and fingerprint" {
    "$TONGBAO" check "$q3" --format json >check.json
    "$TONGBAO" export "$q3" --to sarif -o q3.sarif
    $python - <<'PY'
import json
found = json.load(open("check.json"))["findings"]
sarif = json.load(open("q3.sarif"))
run, = sarif["runs"]
assert sarif["version"] == "2.1.0" and run["columnKind"] == "unicodeCodePoints"
rules = run["tool"]["driver"]["rules"]
assert len(rules) == len({rule["id"] for rule in rules})
assert len(run["results"]) == len(found) > 10
for result, finding in zip(run["results"], found):
    assert rules[result["ruleIndex"]]["id"] == result["ruleId"] == finding["rule"]
    assert result["level"] == {"info": "note"}.get(finding["severity"], finding["severity"])
    assert result["partialFingerprints"]["tongbao/v1"] == finding["fingerprint"]
    place = result["locations"][0]["physicalLocation"]
    region = place.get("region", {})
    assert (region.get("startLine"), region.get("startColumn")) == (finding["line"], finding["column"])
    assert ":" not in place["artifactLocation"]["uri"].replace("file://", "")
PY
}

@test "sarif: valid by the schema of OASIS, where it is at hand (TB_SARIF_SCHEMA)" {
    [ -f "${TB_SARIF_SCHEMA:-}" ] || skip "TB_SARIF_SCHEMA names no file"
    $python -c 'import jsonschema' 2>/dev/null || skip "python3-jsonschema is missing"
    "$TONGBAO" export "$q3" --to sarif -o q3.sarif
    $python - <<'PY'
import json, os
from jsonschema import Draft7Validator
faults = list(Draft7Validator(json.load(open(os.environ["TB_SARIF_SCHEMA"]))).iter_errors(json.load(open("q3.sarif"))))
assert not faults, faults[:3]
PY
}

@test "sarif: a path with blanks and Chinese characters is an URI, what was settled is suppressed" {
    mkdir ws && printf 'return workspace {}\n' >ws/tongbao.lua
    cp "$q3" 'ws/三 季度.txt'
    "$TONGBAO" -C ws check 'ws/三 季度.txt' --format ndjson >findings || true
    print=$(sed -n '1s/.*"fingerprint":"\([0-9a-f]*\)".*/\1/p' findings)
    "$TONGBAO" -C ws check 'ws/三 季度.txt' --baseline write >/dev/null
    sed -i "s/^\($print\t\)unreviewed/\1explained/" ws/baseline.tsv
    "$TONGBAO" -C ws export 'ws/三 季度.txt' --to sarif -o out.sarif
    grep -q '"uri":"ws/%E4%B8%89%20%E5%AD%A3%E5%BA%A6.txt"' out.sarif
    grep -q '"suppressions":\[{"justification":"explained","kind":"external"}\]' out.sarif
    grep -q '"baselineState":"unchanged"' out.sarif
}

@test "junit: well-formed, the counts are those of the cases, each body says where" {
    "$TONGBAO" check "$q3" --format json >check.json
    "$TONGBAO" export "$q3" --to junit -o q3.xml
    $python - <<'PY'
import json
from xml.etree import ElementTree
found = json.load(open("check.json"))["findings"]
suite = ElementTree.parse("q3.xml").getroot()[0]
cases = suite.findall("testcase")
assert int(suite.get("tests")) == len(cases)
assert int(suite.get("failures")) == sum(case.find("failure") is not None for case in cases)
told = [case for case in cases if case.get("classname") != "item"]
assert len(told) == len(found)
for case, finding in zip(told, found):
    body = "".join(case.itertext())
    assert case.get("classname") == finding["rule"] and finding["fingerprint"] in body
    assert finding["line"] is None or ":%d:%d" % (finding["line"], finding["column"]) in body
    assert (case.find("failure") is not None) == (finding["severity"] in ("error", "warning"))
PY
    if command -v xmllint >/dev/null; then xmllint --noout q3.xml; fi
}

@test "junit: control characters, markup and NUL in cells stay text" {
    printf '某区2024年第二季度通报\n序号\t任务\t目标\t责任单位\t完成情况\n1\t]]><failure>\033[31m & <b>\t建成\t甲局\t"建成\001"\n' >bad.txt
    "$TONGBAO" export bad.txt --to junit -o bad.xml
    $python -c 'from xml.etree import ElementTree; ElementTree.parse("bad.xml")'
    run ! grep -q '<failure>' bad.xml
    run ! grep -qP '[\x00-\x08\x0b\x0c\x0e-\x1f]' bad.xml
}
