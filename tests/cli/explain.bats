#!/usr/bin/env bats
# tongbao explain: rules with their options and where these come from, items with all that was read,
# findings by their fingerprint.

bats_require_minimum_version 1.5.0

setup() {
    [ -x "$TONGBAO" ] || skip "the program is not built"
    cd "$BATS_TEST_TMPDIR" || return 1
    export XDG_CONFIG_HOME=$BATS_TEST_TMPDIR/config XDG_STATE_HOME=$BATS_TEST_TMPDIR/state
    unset NO_COLOR COLUMNS LANG LC_MESSAGES
    sample=$TB_TEST_DATA/samples/qinghe-2024q3.txt
}

report() {
    printf '某区2024年重点工作第三季度进展情况\n序号\t任务\t三季度目标\t责任单位\t三季度进展\n1\t盘活楼宇\t完成技改项目40件以上，培训12人。\t区住建局\t完成技改项目22件，维修设备9件。\n2\t修路\t修路3公里。\t区交通局\t已修路3公里。\n' >report.txt
}

@test "every bundled rule is explained in both languages, with an example" {
    for rule in $("$TONGBAO" plugins --format ndjson | grep '"kind":"check"' | grep -o '"id":"[^"]*' | cut -d '"' -f 4); do
        run -0 "$TONGBAO" explain --lang zh "$rule"
        [[ $output == "$rule  "*级别：*文件：* ]]
        run -0 "$TONGBAO" explain --lang en "$rule"
        [[ $output == "$rule  "*severity:*file:* ]]
    done
    run -0 "$TONGBAO" explain --lang en target-missed
    [[ $output == *"tolerance = 0.05 (default), from 0 to 1"* ]]
    [[ $output == *"points at result “6人”"*"finds nothing"* ]]
}

@test "options and severity show where they come from" {
    cat >tongbao.lua <<'END'
return workspace { checks = {
  ["target-missed"] = { severity = "error", tolerance = 0.02 },
  ["stock-result"] = false,
} }
END
    run -0 "$TONGBAO" explain --lang en target-missed
    [[ $output == *"severity: error (workspace, tongbao.lua:2)"* ]]
    [[ $output == *"tolerance = 0.02 (workspace, tongbao.lua:2), from 0 to 1, by default 0.05"* ]]
    [[ $output == *"min_confidence = 0.7 (default)"* ]]
    run -0 "$TONGBAO" explain --lang zh --set checks.target-missed.tolerance=0.3 target-missed
    [[ $output == *"tolerance = 0.3（命令行"* ]]
    run -0 "$TONGBAO" explain --lang en stock-result
    [[ $output == *"switched off in tongbao.lua"* ]]
}

@test "an item: figures, the comparison written out, what was not chosen, parts, status, findings" {
    report
    run -0 "$TONGBAO" explain --item 1 report.txt
    [[ $output == *第1项*盘活楼宇*"40件以上 ≥ 40 件"*"22件 = 22 件"* ]]
    [[ $output == *"22件 < 40件以上  本期目标：未达到，完成 55.0%"* ]]
    [[ $output == *责任单位*区住建局* ]]
    [[ $output == *各部分*状态*问题*target-missed*指纹* ]]
    [[ $output != *修路* ]]
    run -0 "$TONGBAO" explain --lang en --item 2 report.txt
    [[ $output == *"item 2"*"3公里 = 3公里  target of the period: met"* ]]
}

@test "candidates that were not chosen are shown beside the chosen one" {
    # An item of the sample that has some, and the figure, as show gives them.
    read -r no text < <("$TONGBAO" show --format json "$sample" | python3 -c '
import json, sys
for item in json.load(sys.stdin)["items"]:
    for pair in item["pairs"]:
        for other in pair["rejected"]:
            print(item["no"], item["quantities"][other["actual"]]["text"])
            sys.exit()')
    [ -n "$text" ]
    run -0 "$TONGBAO" explain --lang zh --item "$no" "$sample"
    [[ $output == *"未选 $text：单位"* ]]
    run -0 "$TONGBAO" explain --lang en --item "$no" "$sample"
    [[ $output == *"not chosen: $text, "* ]]
}

@test "every item of the samples can be explained in both languages" {
    for lang in zh en; do
        for no in 1 3 9 12 13 31; do
            run -0 --separate-stderr "$TONGBAO" explain --lang $lang --item $no "$sample"
            [ -z "$stderr" ]
            [ "${#lines[@]}" -gt 15 ]
        done
    done
}

@test "what was recomputed" {
    run -0 "$TONGBAO" explain --lang en --item 3 "$sample"
    [[ $output == *"✗ ratio: stated 92.8%, computed 82.80%"* ]]
}

@test "a finding by its fingerprint, whole or its first digits" {
    report
    print=$("$TONGBAO" check --only target-missed --format ndjson report.txt | head -n 1 |
        grep -o '"fingerprint":"[0-9a-f]*' | cut -d '"' -f 4)
    for digits in "$print" "${print:0:6}"; do
        run -0 "$TONGBAO" explain --lang en "$digits" report.txt
        [[ $output == *"[target-missed]"*"fingerprint $print"*"22件 < 40件以上"*why:* ]]
        [[ $output == *"Result below target"*Options* ]]
    done
    run -2 "$TONGBAO" explain --lang en 0123456789abcdef report.txt
    [[ $output == *"check -v --all"* ]]
}

@test "items that share a number are all explained" {
    run -0 "$TONGBAO" explain --lang zh --item 31 "$sample"
    [ "$(grep -c '^第31项' <<<"$output")" -eq 2 ]
    [ "$(grep -c '^问题' <<<"$output")" -eq 2 ]
}

@test "the explanation of a finding has its judgement, and says where to note one" {
    report
    run -0 "$TONGBAO" check --only target-missed --format ndjson report.txt
    print=$(grep -o '"fingerprint":"[0-9a-f]*' <<<"$output" | head -n 1 | cut -d '"' -f 4)
    run -0 "$TONGBAO" explain --lang en "$print" report.txt
    [[ $output == *"Noting a judgement"*"new workspace"* ]]
    echo 'return workspace {}' >tongbao.lua
    run -0 "$TONGBAO" explain --lang en "$print" report.txt
    [[ $output == *"--baseline write FILE"*"$print"* ]]
    printf '%s\tasked\t已发函\n' "$print" >baseline.tsv
    run -0 "$TONGBAO" explain --lang en "$print" report.txt
    [[ $output == *"(known, asked)"*"judged: 已发函"*"in baseline.tsv, the line of fingerprint $print"* ]]
}

@test "for programs: a rule with its options, origins and examples" {
    echo 'return workspace { checks = { ["target-missed"] = { tolerance = 0.02 } } }' >tongbao.lua
    "$TONGBAO" explain --format json target-missed >out
    run -0 python3 - <<'END'
import json
e = json.load(open("out"))
assert e["schema"] == "tongbao.explanation/1" and e["report"] is None and e["items"] == e["findings"] == []
rule, = e["rules"]
assert rule["id"] == "target-missed" and rule["loads"] and rule["topic"] == "targets"
assert rule["severity"] == {"value": "warning", "layer": "default", "origin": None}, rule["severity"]
option = {o["name"]: o for o in rule["options"]}["tolerance"]
assert (option["value"], option["default"], option["layer"]) == (0.02, 0.05, "workspace"), option
assert option["origin"].startswith("tongbao.lua:1") and option["help"]["zh"] and option["help"]["en"]
assert any(x["found"] for x in rule["examples"]) and any(not x["found"] for x in rule["examples"])
found = next(x for x in rule["examples"] if x["found"])
assert found["items"][0]["result"] and found["found"][0]["message"]["zh"] and found["found"][0]["quote"]
END
    [ "$("$TONGBAO" explain --format ndjson target-missed | wc -l)" -eq 1 ]
}

@test "for programs: an item and a finding" {
    report
    "$TONGBAO" explain --format json --item 1 report.txt >item
    print=$("$TONGBAO" check --only target-missed --format ndjson report.txt | head -n 1 |
        grep -o '"fingerprint":"[0-9a-f]*' | cut -d '"' -f 4)
    "$TONGBAO" explain --format json "$print" report.txt >finding
    "$TONGBAO" show --format json report.txt >report
    run -0 python3 - <<'END'
import json
item, finding, report = (json.load(open(name)) for name in ("item", "finding", "report"))
assert item["items"] == finding["items"] == report["items"][:1]
assert item["report"]["title"] == report["title"] and item["rules"] == []
assert [f["rule"] for f in finding["findings"]] == ["target-missed"] == [r["id"] for r in finding["rules"]]
assert finding["findings"][0] in item["findings"]
END
}

@test "what to explain has to be said" {
    report
    run -2 "$TONGBAO" explain --lang en
    [[ $output == *"explain RULE, or tongbao explain --item NO FILE"* ]]
    run -2 "$TONGBAO" explain --lang en report.txt
    [[ $output == *"--item 9 report.txt"* ]]
    run -2 "$TONGBAO" explain --lang en 0123456789
    [[ $output == *"a report comes after"* ]]
    run -2 "$TONGBAO" explain --lang en target-mised
    [[ $output == *"did you mean target-missed"* ]]
    run -2 "$TONGBAO" explain --lang en --item 77 report.txt
    [[ $output == *"there is no item '77'"* ]]
    run -3 "$TONGBAO" explain --item 1 nosuch.txt
    run -2 "$TONGBAO" explain --item 1
    run -2 "$TONGBAO" check --item 1 report.txt
}

@test "foreign text is harmless in an explanation" {
    printf 'a\n序号\t任务\t进展\n1\tx\033[31m\t完成\a3件\xe2\x80\xae。\n' >report.txt
    for lang in zh en; do
        "$TONGBAO" explain --lang $lang --item 1 report.txt >out
        ! LC_ALL=C grep -aqP '[\x00-\x08\x0b-\x1f\x7f]|\xc2[\x80-\x9f]|\xe2\x80\xae' out
    done
}
