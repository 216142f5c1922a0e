#!/usr/bin/env bats
# Several bulletins in one file: each is a report of its own, FILE#1, FILE#2, …

# shellcheck disable=SC2154,SC2059 # run sets $stderr; the header is part of the format
bats_require_minimum_version 1.5.0

setup() {
    [ -x "$TONGBAO" ] || skip "the program is not built"
    export XDG_CONFIG_HOME=$BATS_TEST_TMPDIR XDG_STATE_HOME=$BATS_TEST_TMPDIR
    cd "$BATS_TEST_TMPDIR" || return 1
    head='序号\t工作任务\t季度目标\t责任单位\t完成情况\n'
    printf "石桥区2023年第一季度完成情况通报\n${head}1\t修路45公里。\t建成20公里。\t区交通局\t已建成22公里。\n2\t植树300亩。\t植树<b>80</b>亩。\t区林业局\t植树80亩。\n\n石桥区2023年第二季度完成情况通报\n${head}1\t修路45公里。\t建成40公里。\t区交通局\t已建成11公里。\n" >two.txt
    printf "柳河县2023年第二季度完成情况通报\n${head}1\t建桥3座。\t建成2座。\t县水务局\t建成1座。\n" >one.txt
}

# python CODE: of the standard input, as `lines` of JSON.
python() { python3 -c 'import json, sys
lines = [json.loads(line) for line in sys.stdin]
'"$1"; }

@test "show gives each of them, with its own title, time, rows and repairs" {
    run -0 "$TONGBAO" show --format ndjson two.txt one.txt
    python '
heads = [l for l in lines if l["type"] == "report"]
assert [(h["report"], h["source"]["name"], h["period"]["index"]) for h in heads] == [
    (0, "two.txt#1", 1), (1, "two.txt#2", 2), (2, "one.txt", 2)], heads
assert [(l["report"], l["line"]) for l in lines if l["type"] == "item"] == [(0, 3), (0, 4), (1, 8), (2, 3)]
assert [[r["kind"] for r in h["repairs"]] for h in heads] == [["html-tag", "blank-line"], [], []], heads
assert heads[0]["source"]["sha256"] == heads[1]["source"]["sha256"]' <<<"$output"
    run -0 "$TONGBAO" show --lang en --why two.txt
    [[ $output == *"two.txt#1"*"two.txt#2"*"number 2 of the 2 in the file"* ]]
}

@test "one of them is named by its number; a file of that name wins" {
    run -0 "$TONGBAO" show --format json two.txt#2
    [[ $output == *已建成11公里* && $output != *植树* ]]
    run -3 "$TONGBAO" show --lang en two.txt#3
    [[ $output == *"the file holds 2 bulletins, there is no number 3"* ]]
    run -0 "$TONGBAO" show --format json one.txt#1
    run -2 "$TONGBAO" show --lang en --format json two.txt
    [[ $output == *"two.txt holds 2 bulletins"*"two.txt#1"* ]]
    cp one.txt two.txt#2
    run -0 "$TONGBAO" show --format json two.txt#2
    [[ $output == *建桥* ]]
    cp two.txt "two.txt#9"
    run -0 "$TONGBAO" show --format ndjson "two.txt#9"
    [[ $output == *'"name":"two.txt#9#2"'* ]]
}

@test "check holds each on its own, whatever the number of processes" {
    mkdir many
    for i in 1 2 3 4 5 6 7; do cp two.txt "many/$i.txt"; done
    cp one.txt many/4b.txt
    run -0 --separate-stderr "$TONGBAO" check --only target-missed --format ndjson --jobs 1 many two.txt
    one=$output
    python '
reports = lines[-1]["reports"]
assert len(reports) == 17 and reports[8]["name"] == "many/4b.txt" and reports[9]["name"] == "many/5.txt#1", reports
assert [l["report"] for l in lines[:-1]] == [1, 3, 5, 7, 8, 10, 12, 14, 16], lines
assert lines[-1]["read"] == 17 and lines[-1]["unreadable"] == 0' <<<"$output"
    for jobs in 2 3 16; do
        run -0 --separate-stderr "$TONGBAO" check --only target-missed --format ndjson --jobs $jobs many two.txt
        [ "$output" = "$one" ]
    done
    run -0 "$TONGBAO" check --only target-missed --lang en two.txt
    [[ $output == *"two.txt#2:8"* ]]
}

@test "exports and scripts have each of them; one file for several is refused" {
    mkdir out
    run -0 "$TONGBAO" export --to csv -o out/ two.txt
    [ "$(echo out/*)" = "out/two-1.csv out/two-2.csv" ]
    grep -q 已建成11公里 out/two-2.csv
    run -2 "$TONGBAO" export --lang en --to bulletin -o one.md two.txt
    [[ $output == *"here are 2"* && ! -e one.md ]]
    run -0 "$TONGBAO" run -e 'return #reports, reports[2].title' two.txt
    [[ $output == *2*石桥区2023年第二季度* ]]
    run -0 "$TONGBAO" diff --lang en two.txt#1 two.txt#2
    [[ $output == *"two.txt#1  "*"two.txt#2  "*植树300亩* ]]
}

@test "where one is meant, as by merging and in the history, it is the largest, and the other one is named" {
    run -0 "$TONGBAO" show --merge --format json two.txt one.txt
    [[ $output == *'"kind":"table-skipped"'* && $output == *植树* && $output == *建桥* ]]
}

@test "a sheet for each month; what is said above the first counts for all of them" {
    [ -e "$TB_BUILD/lib/tongbao/ooxml.so" ] || skip "the module ooxml is not built"
    PYTHONPATH=$BATS_TEST_DIRNAME PYTHONDONTWRITEBYTECODE=1 python3 -c '
import office
head = ["序号", "工作任务", "责任单位", "完成情况"]
months = {"%d月" % m: [head, ["1", "修路%d公里。" % m, "县交通局", "完成。"]] for m in (3, 4, 5)}
months["3月"].insert(0, ["甲山县2023年重点工作进展情况表", None, None, None])
months["说明"] = [["单位", "联系人"], ["县交通局", "张三"]]
open("months.xlsx", "wb").write(office.xlsx(months))
open("parts.docx", "wb").write(office.docx(["甲山县2023年第二季度重点工作进展情况", "附表1 民生实事完成情况", [["序号", "项目名称", "工作目标", "完成情况"], ["1", "建桥", "3座", "2座"]],
    "附表2 重点项目进展情况", [["序号", "项目名称", "责任单位", "进展情况"], ["1", "修路", "县交通局", "开工。"], ["2", "植树", "县林业局", "完成。"]]]))'
    run -0 "$TONGBAO" show --format ndjson months.xlsx
    python '
heads = [l for l in lines if l["type"] == "report"]
assert [(h["year"], h["period"]["kind"], h["period"]["index"]) for h in heads] == [(2023, "month", m) for m in (3, 4, 5)], heads
assert [l["task"] for l in lines if l["type"] == "item"] == ["修路%d公里。" % m for m in (3, 4, 5)]' <<<"$output"
    run -0 "$TONGBAO" show --format ndjson parts.docx
    python '
heads = [l for l in lines if l["type"] == "report"]
assert len(heads) == 2 and all(h["period"]["index"] == 2 and h["year"] == 2023 for h in heads), heads
assert heads[0]["title"] == heads[1]["title"] == "甲山县2023年第二季度重点工作进展情况", heads
assert [l["task"] for l in lines if l["type"] == "item"] == ["建桥", "修路", "植树"]' <<<"$output"
}
