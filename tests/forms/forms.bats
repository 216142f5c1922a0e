#!/usr/bin/env bats
# One bulletin in every form, encoding and noise (generate.py): all are read to the same report, but for
# source, places in it and repairs. What is malformed (malformed.py) is a clear error, soon.

bats_require_minimum_version 1.5.0

setup() {
    [ -x "$TONGBAO" ] || skip "the program is not built"
    export XDG_CONFIG_HOME=$BATS_TEST_TMPDIR XDG_STATE_HOME=$BATS_TEST_TMPDIR PYTHONDONTWRITEBYTECODE=1
    cd "$BATS_TEST_TMPDIR" || return 1
}

# without_places FILE: the report of a file without what depends on its form.
without_places() {
    "$TONGBAO" show --format json "$1" | python3 -c '
import json, sys
report = json.load(sys.stdin)
del report["source"], report["repairs"]
for item in report["items"]:
    del item["line"]
json.dump(report, sys.stdout, ensure_ascii=False, indent=1)'
}

@test "every form of one bulletin is read to the same report" {
    python3 "$BATS_TEST_DIRNAME/generate.py" "$BATS_TEST_TMPDIR"
    without_places model.txt >expected.json
    [ "$(python3 -c 'import json; print(len(json.load(open("expected.json"))["items"]))')" -eq 5 ]
    wrong="" count=0
    for file in *.txt *.csv *.xls *.html *.htm *.xlsx *.et *.docx *.pdf; do
        case $file in *.pdf) command -v pdftotext >/dev/null || continue ;; esac
        case $file in *.html | *.htm | page-*) [ -e "$TB_BUILD/lib/tongbao/html.so" ] || continue ;; esac
        case $file in *.xlsx | *.et | *.docx) [ -e "$TB_BUILD/lib/tongbao/ooxml.so" ] || continue ;; esac
        count=$((count + 1))
        without_places "$file" >found.json 2>error.txt || { cat error.txt; wrong="$wrong $file"; continue; }
        diff expected.json found.json >diff.txt || { echo "== $file"; head -n 12 diff.txt; wrong="$wrong $file"; }
    done
    echo "$count files; not the same:$wrong"
    [ -z "$wrong" ]
    [ "$count" -ge 40 ]
}

@test "what is malformed is an error that names the cause, with exit status 3, soon" {
    for module in html ooxml; do
        [ -e "$TB_BUILD/lib/tongbao/$module.so" ] || skip "the module $module is not built"
    done
    python3 "$BATS_TEST_DIRNAME/malformed.py" "$BATS_TEST_TMPDIR"
    wrong=""
    while IFS=$'\t' read -r file words; do
        status=0
        timeout 40 env PATH="$BATS_TEST_TMPDIR" "$TONGBAO" show --lang en "$file" >out.txt 2>error.txt || status=$?
        [ "$status" -eq 3 ] && grep -qF "$words" error.txt ||
            { echo "$file: status $status, expected '$words': $(cat error.txt)"; wrong="$wrong $file"; }
    done <expected.tsv
    [ -z "$wrong" ]
}

@test "fifty thousand merged cells and spans of thousands are read soon and in little memory" {
    [ -e "$TB_BUILD/lib/tongbao/ooxml.so" ] || skip "the module ooxml is not built"
    PYTHONPATH=$BATS_TEST_DIRNAME python3 -c '
import office
head = ["序号", "工作任务", "责任单位", "完成情况"]
rows = [head]
for i in range(25000):
    rows.append([str(i + 1), "修路%d公里。" % (i + 1), {"text": "区交通局", "colspan": 2}, None])
    rows.append([{"text": "第%d组" % i, "colspan": 4}, None, None, None])
open("merges.xlsx", "wb").write(office.xlsx({"Sheet1": rows}))
cell = "<td rowspan=65534>区交通局"
open("spans.html", "w").write("<table><tr><td>序号<td>工作任务<td>完成情况<td>责任单位<tr><td>1<td>修路<td>完成" + cell +
                              "".join("<tr><td>%d<td>植树%d亩<td>完成" % (i, i) for i in range(2, 3000)) + "</table>")'
    (
        [ -n "$TB_SANITIZE" ] || ulimit -v 4000000
        ulimit -t 20
        "$TONGBAO" show --format json merges.xlsx >merges.json
        "$TONGBAO" show --format json spans.html >spans.json
    )
    [ "$(grep -c '"id":' merges.json)" -ge 25000 ]
    [ "$(grep -c '区交通局' spans.json)" -eq 2999 ]
}

@test "a load without anything to mend has an empty list of repairs, in every form" {
    PYTHONPATH=$BATS_TEST_DIRNAME python3 -c '
import office
rows = [["序号", "工作任务", "完成情况"], ["1", "修路。", "完成。"]]
title = "石桥区2023年第二季度完成情况"
open("a.txt", "w").write(title + "\n" + "\n".join("\t".join(r) for r in rows) + "\n")
open("a.csv", "w").write(title + "\n" + "\n".join(",".join(r) for r in rows) + "\n")
open("a.md", "w").write("# " + title + "\n| " + " | ".join(rows[0]) + " |\n|---|---|---|\n| " + " | ".join(rows[1]) + " |\n")
open("a.html", "w").write("<meta charset=utf-8><h1>" + title + "</h1><table>" + "".join("<tr>" + "".join("<td>" + c for c in r) for r in rows) + "</table>")
open("a.xlsx", "wb").write(office.xlsx({"Sheet1": [[title]] + rows}))
open("a.docx", "wb").write(office.docx([title, rows]))'
    for file in a.txt a.csv a.md a.html a.xlsx a.docx; do
        case $file in *.html) [ -e "$TB_BUILD/lib/tongbao/html.so" ] || continue ;; *.xlsx | *.docx) [ -e "$TB_BUILD/lib/tongbao/ooxml.so" ] || continue ;; esac
        run -0 "$TONGBAO" show --format json "$file"
        echo "$file: $output"
        [[ $output == *'"repairs": [],'* ]]
    done
}

@test "what workbooks and documents do is read as it is shown" {
    [ -e "$TB_BUILD/lib/tongbao/ooxml.so" ] || skip "the module ooxml is not built"
    python3 "$BATS_TEST_DIRNAME/features.py" "$BATS_TEST_TMPDIR"
    wrong=""
    for file in *.xlsx *.docx; do
        "$TONGBAO" show --format json "$file" >report.json && python3 "$BATS_TEST_DIRNAME/features.py" --digest <report.json >found.txt
        [ -z "$UPDATE_GOLDEN" ] || cp found.txt "$BATS_TEST_DIRNAME/expected/$file.txt"
        diff "$BATS_TEST_DIRNAME/expected/$file.txt" found.txt || wrong="$wrong $file"
    done
    echo "not as expected:$wrong"
    [ -z "$wrong" ]
}
