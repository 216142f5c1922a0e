#!/usr/bin/env bats
# tongbao export --to xlsx and sqlite: what other programs find in them, what comes back, what is refused.

bats_require_minimum_version 1.5.0

setup() {
    cd "$BATS_TEST_TMPDIR" || return 1
    export XDG_CONFIG_HOME=$BATS_TEST_TMPDIR XDG_STATE_HOME=$BATS_TEST_TMPDIR TMPDIR=$BATS_TEST_TMPDIR
    samples=$TB_SOURCE/tests/data/samples
    q2=$samples/qinghe-2024q2.txt q3=$samples/qinghe-2024q3.txt
    python=$([ -x /usr/bin/python3 ] && echo /usr/bin/python3 || echo python3)
}

# module NAME: it was built.
module() {
    [ -f "$TB_BUILD/lib/tongbao/$1.so" ] || skip "the module $1 is not built"
}

openpyxl() {
    $python -c 'import openpyxl' 2>/dev/null || skip "python3-openpyxl is missing"
}

# same A B: two reports in JSON are the same, but for where their characters stand in a file.
same() {
    $python - "$@" <<'PY'
import json, sys
def told(path):
    report = json.load(open(path))
    return [report["title"], report["period"], report["columns"],
            [{k: v for k, v in item.items() if k != "line"} for item in report["items"]]]
a, b = told(sys.argv[1]), told(sys.argv[2])
for x, y in zip(a[3], b[3]):
    assert x == y, [(x["no"], k, x[k], y[k]) for k in x if x[k] != y[k]][0]
assert a == b
PY
}

@test "xlsx: openpyxl finds typed cells, a frozen header, filters, charts and the choices" {
    module xlsx && openpyxl
    "$TONGBAO" --lang zh export "$q3" --previous "$q2" --to xlsx -o q3.xlsx
    "$TONGBAO" show "$q3" --format json >q3.json
    $python - <<'PY'
import json, openpyxl
book = openpyxl.load_workbook("q3.xlsx")
report = json.load(open("q3.json"))
assert book.sheetnames == ["通报", "逐项", "数字", "问题", "变化", "概览"], book.sheetnames
table = book["通报"]
assert table["A1"].value == report["title"] and table.freeze_panes == "A3"
assert [c.value or "" for c in table[2]] == [c["header"] for c in report["columns"]]
assert table.max_row == 2 + len(report["items"])
for sheet in book:
    assert sheet.auto_filter.ref, sheet.title
    assert all(d.width >= 6 for d in sheet.column_dimensions.values()), sheet.title
figures = book["数字"]
head = [c.value for c in figures[1]]
share = head.index("完成率")
pairs = sum(len(item["pairs"]) for item in report["items"])
assert figures.max_row == 1 + pairs
assert any(isinstance(row[share].value, float) and row[share].number_format == "0.0%" for row in figures.iter_rows(min_row=2))
assert len(figures._charts) == 1 and len(book["概览"]._charts) == 1
findings = book["问题"]
head = [c.value for c in findings[1]]
assert {"核实意见", "处理结论", "单位反馈", "指纹"} <= set(head)
assert [v.type for v in findings.data_validations.dataValidation] == ["list"]
assert book["变化"].max_row > 1
PY
}

@test "xlsx: the table comes back as the same report" {
    module xlsx && module ooxml
    for report in "$q3" "$TB_SHARED_DATA/linzi-2021q3.txt"; do
        [ -f "$report" ] || continue
        "$TONGBAO" export "$report" --to xlsx -o a.xlsx
        "$TONGBAO" show "$report" --format json >a.json
        "$TONGBAO" show a.xlsx --format json >b.json
        same a.json b.json
    done
}

@test "csv, tsv, markdown, json and the page come back as the same report" {
    # A reference to a character means one thing in a text file and another in a table of values.
    sed 's/&[a-z;]*nbsp;//g' "$q3" >q3.txt
    "$TONGBAO" show q3.txt --format json >a.json
    for name in csv tsv markdown html; do
        [ "$name" != html ] || [ -f "$TB_BUILD/lib/tongbao/html.so" ] || continue
        "$TONGBAO" export q3.txt --to $name -o b.$name
        "$TONGBAO" show b.$name --format json >b.json
        same a.json b.json
    done
    "$TONGBAO" export q3.txt --to json -o b.json
    cmp a.json b.json
}

@test "xlsx: formulas stay text, control characters and NUL do not break it, a long text is cut and says so" {
    module xlsx && openpyxl
    $python - <<'PY'
row = ["1", "=HYPERLINK(\"http://x\",\"y\")", "@SUM(1)", "甲局", "一" * 400000 + " <script>&\x1b[31m _x0041_"]
open("bad.txt", "w").write("某区2024年第二季度通报\n序号\t任务\t目标\t责任单位\t完成情况\n" + "\t".join(row) + "\n")
PY
    run --separate-stderr "$TONGBAO" --lang en export bad.txt --with none --to xlsx -o bad.xlsx
    [ "$status" -eq 0 ]
    # shellcheck disable=SC2154 # run sets it
    [[ $stderr == *"longer than a cell of this file can hold"* ]]
    $python - <<'PY'
import openpyxl
cells = [c for c in openpyxl.load_workbook("bad.xlsx")["Bulletin"][3]]
assert cells[1].value == '=HYPERLINK("http://x","y")' and cells[1].data_type in "sf"
assert cells[4].value.startswith("一" * 32000) and cells[4].value.endswith("32767 characters）")
assert len(cells[4].value) <= 32767
PY
    unzip -p bad.xlsx xl/worksheets/sheet1.xml >sheet.xml 2>/dev/null || $python -c '
import zipfile; open("sheet.xml", "wb").write(zipfile.ZipFile("bad.xlsx").read("xl/worksheets/sheet1.xml"))'
    run ! grep -q '<f>' sheet.xml
    run ! grep -q '<script>' sheet.xml
}

@test "xlsx: the same bulletin gives the same bytes, and several go into one workbook" {
    module xlsx && openpyxl
    "$TONGBAO" export "$q3" --to xlsx -o a.xlsx
    "$TONGBAO" export "$q3" --to xlsx -o - >b.xlsx
    cmp a.xlsx b.xlsx
    "$TONGBAO" --lang zh export "$q2" "$q3" --to xlsx -o both.xlsx
    $python - <<'PY'
import openpyxl
one, both = openpyxl.load_workbook("a.xlsx"), openpyxl.load_workbook("both.xlsx")
assert len([n for n in both.sheetnames if n.startswith("通报")]) == 2
assert both["逐项"].max_row > one["逐项"].max_row
PY
}

@test "sqlite: keys hold, views answer, the rows are those of the report" {
    module sqlite
    "$TONGBAO" export "$q2" "$q3" --previous "$q2" --to sqlite -o both.db || true
    [ ! -e both.db ] # --previous goes with one bulletin
    "$TONGBAO" export "$q3" --previous "$q2" --to sqlite -o q3.db
    "$TONGBAO" show "$q3" --format json >q3.json
    "$TONGBAO" check "$q3" --previous "$q2" --format json >check.json
    $python - <<'PY'
import json, sqlite3
db, report = sqlite3.connect("q3.db"), json.load(open("q3.json"))
count = lambda table: db.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
assert db.execute("PRAGMA foreign_key_check").fetchall() == []
items = report["items"]
assert count("items") == len(items)
assert count("cells") == len(items) * len(report["columns"])
assert count("units") == sum(len(i["units"]) for i in items)
assert count("quantities") == sum(len(i["quantities"]) for i in items)
assert count("pairs") == sum(len(i["pairs"]) for i in items)
assert count("findings") == len(json.load(open("check.json"))["findings"])
assert count("changes") > 0
assert count("missed_targets") == sum(p["verdict"] == "missed" for i in items for p in i["pairs"])
assert count("status_counts") > 0
for view in "items_by_lead", "open_findings":
    count(view)
PY
}

@test "a view of an export may read and nothing else" {
    module sqlite
    mkdir -p ws/plugins/exports/bad && printf 'return workspace {}\n' >ws/tongbao.lua
    for select in "SELECT 1; DROP TABLE t" "SELECT load_extension('x')" "SELECT 1 UNION SELECT * FROM nowhere.t"; do
        cat >ws/plugins/exports/bad/export.lua <<LUA
return export { id = "bad", title = "bad", extension = "db", module = "sqlite",
  write = function(bulletin, out) out:sheet("t", { { name = "a" } }):row { 1 } out:view("v", [[$select]]) end }
LUA
        rm -f out.db
        run "$TONGBAO" -C ws export "$q3" --to bad -o out.db
        [ "$status" -eq 6 ] || [[ $select == *load_extension* ]]
    done
}

@test "a file that cannot be made leaves the old one: full disk, no folder, closed pipe, no such module" {
    module xlsx
    printf old >old.xlsx
    run "$TONGBAO" export "$q3" --to xlsx -o /dev/full
    [ "$status" -eq 6 ]
    TMPDIR=$BATS_TEST_TMPDIR/none run "$TONGBAO" export "$q3" --to xlsx -o old.xlsx
    [ "$status" -eq 6 ]
    [ "$(cat old.xlsx)" = old ]
    mkdir -p ws/plugins/exports/odd && printf 'return workspace {}\n' >ws/tongbao.lua
    echo 'return export { id = "odd", title = "odd", extension = "x", module = "net", write = function() end }' \
        >ws/plugins/exports/odd/export.lua
    run "$TONGBAO" -C ws --lang en export "$q3" --to odd -o old.xlsx
    [ "$status" -eq 6 ] || [ "$status" -eq 2 ]
    [[ $output == *"expected xlsx, sqlite or zip"* ]]
    [ "$(cat old.xlsx)" = old ]
    [ -z "$(find . -name 'tongbao-*')" ]
}

@test "what people wrote into the workbook comes back into baseline.tsv" {
    module xlsx && module ooxml && openpyxl
    mkdir ws && printf 'return workspace {}\n' >ws/tongbao.lua
    "$TONGBAO" -C ws --lang zh export "$q3" --to xlsx -o q3.xlsx
    $python - <<'PY'
import openpyxl
book = openpyxl.load_workbook("q3.xlsx")
sheet = book["问题"]
head = {cell.value: cell.column for cell in sheet[1]}
for row, (said, why, reply) in {2: ("属实", "已核\n对原文", "将更正"), 3: ("误报", "口径不同", None), 4: (None, None, "已电话答复")}.items():
    for name, value in ("处理结论", said), ("核实意见", why), ("单位反馈", reply):
        if value: sheet.cell(row, head[name]).value = value
book.save("said.xlsx")
open("prints", "w").write("\n".join(sheet.cell(row, head["指纹"]).value for row in (2, 3, 4)))
PY
    run "$TONGBAO" -C ws --lang zh check --baseline import said.xlsx
    [[ $output == *"已记入 baseline.tsv 3 条"* ]]
    grep -v '^#' ws/baseline.tsv | cut -f1-3,6 | sort >got
    paste <(cat prints) <(printf 'confirmed\t已核 对原文\t将更正\nfalse_alarm\t口径不同\t\nunreviewed\t\t已电话答复\n') | sort >want
    diff want got
    # Said again, other things: the lines change, none is added; the workbook then shows what is said.
    sed -i 's/\(confirmed\t\)[^\t]*/\1另有说明/' ws/baseline.tsv
    "$TONGBAO" -C ws --lang zh check --baseline import said.xlsx >/dev/null
    grep -v '^#' ws/baseline.tsv | cut -f1-3,6 | sort | diff want -
    "$TONGBAO" -C ws --lang zh export "$q3" --to xlsx -o again.xlsx
    $python -c '
import openpyxl
rows = [[c.value for c in row] for row in openpyxl.load_workbook("again.xlsx")["问题"].iter_rows()]
assert any("口径不同" in row and "误报" in row for row in rows)'
    # Another workbook, and a word that is no disposition, are refused with what to do.
    run "$TONGBAO" -C ws --lang en check --baseline import "$q3"
    [ "$status" -eq 2 ] && [[ $output == *"export --to xlsx"* ]]
    $python -c '
import openpyxl
book = openpyxl.load_workbook("said.xlsx")
sheet = book["问题"]
sheet.cell(2, [c.value for c in sheet[1]].index("处理结论") + 1).value = "大概"
book.save("odd.xlsx")'
    run "$TONGBAO" -C ws --lang en check --baseline import odd.xlsx
    [ "$status" -eq 2 ] && [[ $output == *"row 2"* && $output == *"大概"* ]]
}

@test "docx: well-formed parts, what is confirmed in the draft, the rest in the list behind it" {
    module zip
    mkdir ws && printf 'return workspace {}\n' >ws/tongbao.lua
    "$TONGBAO" -C ws check "$q3" --baseline write >/dev/null
    print=$(grep '^[0-9a-f]*	unreviewed.*target-missed' ws/baseline.tsv | head -n 1 | cut -f1)
    sed -i "s/^\($print	\)unreviewed	/\1confirmed	已到现场核实/" ws/baseline.tsv
    "$TONGBAO" -C ws export "$q3" --to docx -o a.docx
    "$TONGBAO" -C ws export "$q3" --to docx >b.docx
    cmp a.docx b.docx
    $python - <<'PY'
import zipfile
from xml.etree import ElementTree
package = zipfile.ZipFile("a.docx")
assert package.testzip() is None and package.namelist()[0] == "[Content_Types].xml"
for name in package.namelist():
    ElementTree.fromstring(package.read(name))
word = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
lines = ["".join(p.itertext()) for p in ElementTree.fromstring(package.read("word/document.xml")).iter(word + "p")]
confirmed, behind = lines.index("三、经核实的问题"), lines.index("待核实清单（不随通报印发）")
checked = [i for i, line in enumerate(lines) if "已到现场核实" in line]
assert len(checked) == 1 and confirmed < checked[0] < behind, checked
assert len(lines) > behind + 10
PY
    if command -v pandoc >/dev/null; then
        pandoc -f docx -t plain a.docx | grep -q '本期共通报47项任务'
    fi
}

@test "a part's name leads nowhere" {
    module zip
    mkdir -p ws/plugins/exports/bad && printf 'return workspace {}\n' >ws/tongbao.lua
    for name in ../x /x 'a\\x' a/../x; do
        echo "return export { id = 'bad', title = 'bad', extension = 'zip', module = 'zip',
            write = function(bulletin, out) out:part('$name', 'x') end }" >ws/plugins/exports/bad/export.lua
        run "$TONGBAO" -C ws --lang en export "$q3" --to bad -o out.zip
        [ "$status" -eq 6 ] && [[ $output == *"expected a part's name"* ]]
        [ ! -e out.zip ]
    done
}
