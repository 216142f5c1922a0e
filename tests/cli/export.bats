# tongbao export: tables and data that other programs read.

setup() {
    cd "$BATS_TEST_TMPDIR" || return 1
    samples=$TB_SOURCE/tests/data/samples
    q3=$samples/qinghe-2024q3.txt
}

@test "csv is read by Python's csv module: title, header, every cell" {
    "$TONGBAO" export "$q3" --to csv -o q3.csv
    "$TONGBAO" show "$q3" --format json >q3.json
    python3 - <<'PY'
import csv, json
rows = list(csv.reader(open("q3.csv", encoding="utf-8-sig", newline="")))
report = json.load(open("q3.json"))
assert rows[0] == [report["title"]], rows[0]
assert rows[1] == [c["header"] for c in report["columns"]], rows[1]
assert len(rows) == 2 + len(report["items"])
task = next(c["index"] for c in report["columns"] if c["role"] == "task")
for row, item in zip(rows[2:], report["items"]):
    assert row[task] == item["task"], (row, item["no"])
PY
}

@test "json is what show gives" {
    "$TONGBAO" export "$q3" --to json -o a.json
    "$TONGBAO" show "$q3" --format json >b.json
    cmp a.json b.json
}

@test "several reports: one output where they can stand in one, else a folder" {
    "$TONGBAO" export "$samples"/qinghe-2024q*.txt --to ndjson >all
    [ "$(wc -l <all)" -gt 80 ]
    run "$TONGBAO" --lang en export "$samples"/qinghe-2024q*.txt --to json
    [ "$status" -eq 2 ]
    [[ $output == *'name a folder: -o DIR/'* ]]
    mkdir out
    "$TONGBAO" export "$samples"/qinghe-2024q*.txt --to json -o out/
    [ "$(ls out)" = $'qinghe-2024q2.json\nqinghe-2024q3.json' ]
}

@test "a file is whole or as it was" {
    printf old >there.csv
    mkdir -p ws/plugins/exports/half
    printf 'return workspace {}\n' >ws/tongbao.lua
    cat >ws/plugins/exports/half/export.lua <<'LUA'
return export { id = "half", title = "half", extension = "txt",
  write = function(bulletin, out) out:write(("x"):rep(100000)) error("no more") end }
LUA
    run "$TONGBAO" -C ws export "$q3" --to half -o there.csv
    [ "$status" -eq 4 ]
    [ "$(cat there.csv)" = old ]
    run "$TONGBAO" export "$q3" --to csv -o no/such/folder.csv
    [ "$status" -eq 6 ]
    run "$TONGBAO" export "$q3" --to csv -o /dev/full
    [ "$status" -eq 6 ]
}

@test "a name that is none is asked back" {
    run "$TONGBAO" --lang en export "$q3" --to cvs
    [ "$status" -eq 2 ]
    [[ $output == *"did you mean csv?"* ]]
    run "$TONGBAO" --lang en export "$q3"
    [ "$status" -eq 2 ]
    [[ $output == *'--to csv'* ]]
}

@test "findings are handed to an export that asks for them" {
    mkdir -p ws/plugins/exports/list
    printf 'return workspace {}\n' >ws/tongbao.lua
    cat >ws/plugins/exports/list/export.lua <<'LUA'
return export { id = "list", title = "list", extension = "txt", findings = true,
  write = function(bulletin, out)
    for _, finding in ipairs(bulletin.findings) do
      out:write(finding.rule, "\t", finding.item and finding.item.no or "-", "\t",
                finding.fingerprint, "\t", finding.line or 0, "\t", finding.text or "", "\n")
    end
    for _, item in ipairs(bulletin.items) do
      for _, finding in ipairs(item.findings) do
        assert(finding.item == item)
      end
    end
  end }
LUA
    "$TONGBAO" -C ws export "$q3" --to list >got
    "$TONGBAO" check "$q3" --format ndjson >check
    [ "$(wc -l <got)" -eq "$(($(wc -l <check) - 1))" ]
    grep -q "$(sed -n '1s/.*"fingerprint":"\([0-9a-f]*\)".*/\1/p' check)" got
    "$TONGBAO" -C ws export "$q3" --to list --with none >none
    [ ! -s none ]
}

@test "both drafts of a bulletin are of one template" {
    for file in draft.lua template.lua; do
        cmp "$TB_SOURCE/plugins/exports/docx/$file" "$TB_SOURCE/plugins/exports/bulletin/$file"
    done
    mkdir ws && printf 'return workspace {}\n' >ws/tongbao.lua
    "$TONGBAO" -C ws check "$q3" --baseline write >/dev/null
    print=$(grep '^[0-9a-f]*	unreviewed.*target-missed' ws/baseline.tsv | head -n 1 | cut -f1)
    sed -i "s/^\($print	\)unreviewed	/\1confirmed	已到现场核实/" ws/baseline.tsv
    "$TONGBAO" -C ws export "$q3" --to bulletin -o draft.md
    # What somebody confirmed is in the draft, before what nobody checked, which is apart behind it.
    grep -nE '已到现场核实|^# 待核实清单|^## 三、' draft.md | cut -d: -f1 >places
    [ "$(wc -l <places)" -eq 3 ] && sort -nc places
    [ "$(sed -n '/^# 待核实清单/,$p' draft.md | wc -l)" -gt 10 ]
    if command -v pandoc >/dev/null; then
        pandoc -f markdown -t plain draft.md | grep -q '本期共通报47项任务'
    fi
}

@test "several bulletins make one page of a row each; a folder gets a page of each" {
    "$TONGBAO" --lang zh export "$samples"/qinghe-2024q*.txt --to html -o many.html
    [ "$(grep -c '<th scope="row">' many.html)" -eq 2 ]
    [ "$(grep -c '<!DOCTYPE' many.html)" -eq 1 ]
    grep -q '2024年第2季度.*' many.html
    # The numbers are those of the page of each.
    mkdir pages
    "$TONGBAO" --lang zh export "$samples"/qinghe-2024q*.txt --to html -o pages/
    agree=$(grep -o '<b>[0-9]* / [0-9]*</b> <i lang="zh">个公布的数复算相符' pages/qinghe-2024q3.html | grep -o '[0-9]* / [0-9]*')
    grep -A1 'th scope="row".*第3季度' many.html | grep -q "$agree"
    if command -v xmllint >/dev/null; then
        xmllint --html --noout many.html 2>&1 | grep -a error | grep -av 'Tag [a-z]* invalid' && return 1
    fi
    true
}
