#!/usr/bin/env bats
# What units hand in separately, read as one bulletin: --merge and --plan.

# shellcheck disable=SC2154 # run sets $stderr
bats_require_minimum_version 1.5.0

setup() {
    [ -x "$TONGBAO" ] || skip "the program is not built"
    export XDG_CONFIG_HOME=$BATS_TEST_TMPDIR XDG_STATE_HOME=$BATS_TEST_TMPDIR
    cd "$BATS_TEST_TMPDIR" || return 1
    head='石桥区2023年重点工作第二季度完成情况'
    printf '%s\n序号\t工作任务\t第二季度目标\t责任单位\t完成情况\n1\t修路45公里。\t建成20公里。\t区交通局\t已建成22公里。\n2\t植树300亩。\t植树80亩。\t区林业局\t\n' "$head" >roads.txt
    printf '%s,,,,\n序号,工作任务,完成情况,责任单位,第二季度目标\n1,修路45公里。,,区交通局,建成20公里。\n2,植树300亩。,植树90亩。,区林业局,植树80亩。\n' "$head" >trees.csv
    printf '石桥区2023年重点工作计划\n序号\t工作任务\t责任单位\n2\t植树300亩。\t区林业局\n1\t修路45公里。\t区交通局\n3\t培训教师。\t区教育局\n' >plan.txt
}

# repairs FILE…: the kinds of repairs of what is merged, with their details.
repairs() {
    "$TONGBAO" show --merge --format json "$@" | python3 -c '
import json, sys
for r in json.load(sys.stdin)["repairs"]:
    print(r["kind"], r["part"], r["line"], r["detail"])'
}

@test "rows of one task fill each other's gaps, whatever the form and the order of columns" {
    run -0 "$TONGBAO" show --merge --format json roads.txt trees.csv
    python3 -c '
import json, sys
report = json.load(sys.stdin)
assert [(i["no"], i["target"], i["result"]) for i in report["items"]] == [
    ("1", "建成20公里。", "已建成22公里。"), ("2", "植树80亩。", "植树90亩。")], report["items"]
assert report["repairs"] == [{"kind": "merge-same", "line": None, "column": None, "part": "trees.csv", "cell": None,
    "count": 1, "detail": "修路45公里。"}], report["repairs"]
assert report["source"]["name"] == "roads.txt + trees.csv" and report["period"]["index"] == 2' <<<"$output"
}

@test "texts that do not agree are shown side by side and both kept" {
    sed 's/已建成22公里/已建成25公里/' roads.txt >other.txt
    run -0 repairs roads.txt other.txt
    [[ $output == *"merge-conflict other.txt 3 完成情况 ≠ roads.txt"* ]]
    run -0 "$TONGBAO" show --merge --lang en roads.txt other.txt
    [[ $output == *"other.txt:3: differs, both are kept: 完成情况 ≠ roads.txt"* ]]
    [[ $output == *已建成22公里* && $output == *已建成25公里* ]]
}

@test "a submission about another time makes the period unknown, and says so" {
    sed 's/第二季度/第三季度/g' trees.csv >third.csv
    run -0 repairs roads.txt third.csv
    [[ $output == *"merge-conflict third.csv None period"* ]]
    run -0 "$TONGBAO" show --merge --format json roads.txt third.csv
    [[ $output == *'"period": null'* ]]
}

@test "held against a plan: what is missing, what is unplanned, what differs, in the plan's order" {
    printf '%s\n序号\t工作任务\t责任单位\t完成情况\n1\t修路45公里。\t区交通局、区财政局\t完成。\n9\t新建停车场。\t区住建局\t已开工。\n' "$head" >more.txt
    run -0 repairs more.txt trees.csv --plan plan.txt
    [[ $output == *"merge-missing plan.txt 5 3 培训教师。"* ]]
    [[ $output == *"merge-unplanned more.txt 4 新建停车场。"* ]]
    [[ $output == *"merge-plan-differs more.txt 3 责任单位 ≠ plan.txt"* ]]
    run -0 "$TONGBAO" show --merge --format json roads.txt trees.csv --plan plan.txt
    [ "$(python3 -c 'import json, sys; print([i["no"] for i in json.load(sys.stdin)["items"]])' <<<"$output")" = "['2', '1']" ]
}

@test "checks see one bulletin and name the file a finding is in; what merging says is never silent" {
    sed 's/已建成22公里/已建成11公里/' roads.txt >slow.txt
    run -0 --separate-stderr "$TONGBAO" check --merge --only target-missed --lang en slow.txt trees.csv --plan plan.txt
    [[ $output == *"slow.txt:3  item 1"* && $output == *"plan.txt:5: not handed in: 3 培训教师。"* ]]
    run -0 --separate-stderr "$TONGBAO" check --merge --only target-missed --format ndjson slow.txt trees.csv --plan plan.txt
    [[ $output == *'"part":"slow.txt"'* && $stderr == *"3 培训教师。"* ]]
}

@test "the order of the files changes the order of the rows alone; a file that cannot be read stops all" {
    for order in "roads.txt trees.csv" "trees.csv roads.txt"; do
        # shellcheck disable=SC2086 # words are wanted
        "$TONGBAO" show --merge --format json $order | python3 -c '
import json, sys
print(sorted((i["task"], i["target"], i["result"]) for i in json.load(sys.stdin)["items"]))'
    done | sort -u >orders
    [ "$(wc -l <orders)" -eq 1 ]
    run -0 "$TONGBAO" run --merge -e '#reports, bulletin.source.name' roads.txt trees.csv
    [ "$output" = $'1\nroads.txt + trees.csv' ]
    run -2 "$TONGBAO" run --plan plan.txt -e 1 roads.txt
    run -3 "$TONGBAO" show --merge --lang en roads.txt nosuch.csv
    [[ $output == *nosuch.csv* ]]
    run -2 "$TONGBAO" show --plan plan.txt --lang en roads.txt
    [[ $output == *"--plan needs --merge"* ]]
}

@test "a workbook, a document and a text of one bulletin; findings name sheet and cell" {
    [ -e "$TB_BUILD/lib/tongbao/ooxml.so" ] || skip "the module ooxml is not built"
    PYTHONPATH=$BATS_TEST_DIRNAME PYTHONDONTWRITEBYTECODE=1 python3 -c '
import office
head = ["序号", "工作任务", "第二季度目标", "责任单位", "完成情况"]
title = "石桥区2023年重点工作第二季度完成情况"
open("a.xlsx", "wb").write(office.xlsx({"表": [[None, title], [None] + head, [None, "4", "建桥3座。", "建成2座。", "区水务局", "已建成1座。"]]}))
open("b.docx", "wb").write(office.docx([title, [head, ["5", "改厕600户。", "改厕200户。", "区农业局", "改厕210户。"]]]))'
    run -0 "$TONGBAO" show --merge --format json roads.txt a.xlsx b.docx
    [ "$(python3 -c 'import json, sys; print([i["no"] for i in json.load(sys.stdin)["items"]])' <<<"$output")" = "['1', '2', '4', '5']" ]
    run -0 "$TONGBAO" check --only target-missed a.xlsx
    [[ $output == *'a.xlsx!表!F3  第4项'* ]]
    run -0 "$TONGBAO" check --only target-missed --format ndjson a.xlsx
    [[ $output == *'"line":null,"column":null,"part":"表","cell":"F3"'* ]]
}

@test "an export says what did not agree: every form on standard error, the page and the draft in themselves" {
    printf '%s\n序号\t工作任务\t第二季度目标\t责任单位\t完成情况\n1\t修路45公里。\t建成20公里。\t区交通局\t已建成21公里。\n' "$head" >other.txt
    run -0 --separate-stderr "$TONGBAO" --lang en export --merge --to csv roads.txt other.txt
    [[ $stderr == "other.txt:3: differs, both are kept: 完成情况 ≠ roads.txt" ]]
    [[ $output == *已建成22公里* && $output == *已建成21公里* ]]
    run -0 --separate-stderr "$TONGBAO" export --merge --to bulletin --with none roads.txt other.txt --plan plan.txt
    [[ $output == *"other.txt第3行：报送内容不一致，都保留：完成情况 ≠ roads.txt。"* ]]
    [[ $output == *"没有报送：3 培训教师。"* ]]
    [[ ${output#*待核实清单} == *不一致* ]]
    run -0 --separate-stderr "$TONGBAO" export --merge --to html --with none roads.txt other.txt
    [[ $output == *'id="merged"'*'differs, both are kept</i></b> other.txt:3 完成情况 ≠ roads.txt</li>'* ]]
    run -0 --separate-stderr "$TONGBAO" export --to html --with none roads.txt
    [[ $output != *'id="merged"'* && -z $stderr ]]
}
