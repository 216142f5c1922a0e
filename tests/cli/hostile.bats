#!/usr/bin/env bats
# Every export on a bulletin that means harm, and on places that cannot be written.

bats_require_minimum_version 1.5.0

setup_file() {
    # A quote, a line's end, a tab, a pipe, a formula, markup, commands of a terminal, NUL, and a text of a megabyte.
    python3 - "$BATS_FILE_TMPDIR" <<'PY'
import sys
cells = ['"; =cmd|\' /C calc\'!A0 ', '=HYPERLINK("http://x";"y")', '| <script>alert(1)</script> ]]> --> &lt;',
         "\x1b[31m\x1b]0;x\x07 \x00 \x7f", '{title} %s ${x} \\ ` _a_ *b* [c](d)', "@SUM(1+1)", "-2+3", "长" * 340000, '一<br>二 "三"']
rows = ["\t".join([str(i + 1), cell, "目标3个", "甲局（牵头）", "完成2个。" + cell[-60:]]) for i, cell in enumerate(cells)]
text = "某区<b>2024年第二季度通报\n序号\t任务\t目标\t责任单位\t完成情况\n" + "\n".join(rows) + "\n"
open(sys.argv[1] + "/bad.txt", "w", newline="").write(text)
PY
}

setup() {
    [ -x "$TONGBAO" ] || skip "the program is not built"
    cd "$BATS_TEST_TMPDIR" || return 1
    export XDG_CONFIG_HOME=$BATS_TEST_TMPDIR XDG_STATE_HOME=$BATS_TEST_TMPDIR TMPDIR=$BATS_TEST_TMPDIR
    bad=$BATS_FILE_TMPDIR/bad.txt
    q3=$TB_SOURCE/tests/data/samples/qinghe-2024q3.txt
    python=$([ -x /usr/bin/python3 ] && echo /usr/bin/python3 || echo python3)
}

# exports: those whose module is built.
exports() {
    for folder in "$TB_SOURCE"/plugins/exports/*/; do
        name=$(basename "$folder")
        case $name in
        xlsx | sqlite) module=$name ;;
        docx) module=zip ;;
        *) module= ;;
        esac
        [ -n "$module" ] && [ ! -f "$TB_BUILD/lib/tongbao/$module.so" ] || echo "$name"
    done
}

@test "a hostile bulletin: every output is well-formed, injects nothing and loses nothing" {
    for name in $(exports); do
        "$TONGBAO" --lang zh --set limits.wall=300 --set limits.cpu=60 export "$bad" --to "$name" -o "out.$name" 2>"err.$name" || { cat "err.$name"; return 1; }
    done
    "$TONGBAO" show "$bad" --format json >report.json
    # shellcheck disable=SC2046 # words are wanted
    $python - $(exports) <<'PY'
import csv, html.parser, io, json, sqlite3, sys, zipfile
from xml.etree import ElementTree
csv.field_size_limit(1 << 24)
made = set(sys.argv[1:])
report = json.load(open("report.json"))
tasks = [item["task"] for item in report["items"]]
assert len(tasks) == 9 and max(map(len, tasks)) == 340000
text = lambda name: open("out." + name, newline="").read()
for name, mark in ("csv", ","), ("tsv", "\t"):
    rows = list(csv.reader(io.StringIO(text(name).lstrip("\ufeff"), newline=""), delimiter=mark, strict=True))
    assert [row[1].removeprefix("'") for row in rows[2:]] == tasks, name
    assert all(row[1][0] not in "=@" for row in rows[2:] if row[1])
assert json.loads(text("json")) == report
assert [json.loads(line)["task"] for line in text("ndjson").splitlines()] == tasks
json.loads(text("sarif"))
suite = ElementTree.fromstring(text("junit"))
assert suite.iter("testcase")
for name in "markdown", "bulletin":
    assert "<script" not in text(name)
for name in "html", "markdown", "bulletin", "junit", "json", "ndjson", "sarif":
    assert not set("\x1b\x07\x00") & set(text(name)), name # no commands of a terminal
assert sum(line.startswith("| ") and line.endswith(" |") for line in text("markdown").split("\n")) == 10
class Page(html.parser.HTMLParser):
    scripts, seen, on = 0, [], []
    def handle_starttag(self, tag, attributes):
        self.scripts += tag == "script"
        self.on += [key for key, value in attributes if key.startswith("on")]
    def handle_data(self, data): self.seen.append(data)
page = Page()
page.feed(text("html"))
assert page.scripts == 1 and not page.on
assert "\x1b" not in text("html") and "\x00" not in text("html")
assert "长" * 300000 in "".join(page.seen)
if "docx" in made:
    package = zipfile.ZipFile("out.docx")
    for part in package.namelist(): ElementTree.fromstring(package.read(part))
if "xlsx" in made:
    package = zipfile.ZipFile("out.xlsx")
    for part in package.namelist():
        ElementTree.fromstring(package.read(part))
        assert b"<f>" not in package.read(part) or "chart" in part
    assert "32767" in "".join(ElementTree.fromstring(package.read("xl/sharedStrings.xml" if "xl/sharedStrings.xml" in package.namelist() else "xl/worksheets/sheet1.xml")).itertext())
if "sqlite" in made:
    db = sqlite3.connect("out.sqlite")
    assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert [row[0] for row in db.execute("SELECT task FROM items ORDER BY rowid")] == tasks
PY
    [ ! -e out.xlsx ] || grep -q 32767 err.xlsx || [ -s err.xlsx ] # what does not fit is said
}

@test "cells command no terminal" {
    command -v script >/dev/null || skip "script is missing"
    for name in csv tsv; do
        script -qec "'$TONGBAO' export '$bad' --to $name" /dev/null </dev/null >shown
        run ! grep -qP '\x1b|\x07' shown
        grep -q '␛\[31m␛\]0;x␇' shown
        "$TONGBAO" export "$bad" --to $name | grep -qP '\x1b\[31m' # a file holds what was published
    done
}

@test "no room: a file that may not grow ends with 6, leaves the old one and nothing beside it" {
    for name in $(exports); do
        printf old >"old.$name"
        status=0
        (ulimit -f 1 && "$TONGBAO" export "$q3" --to "$name" -o "old.$name" 2>err) || status=$?
        [ "$status" -eq 6 ] || { echo "$name: $status"; cat err; return 1; }
        [ "$(cat "old.$name")" = old ]
        run ! ls "old.$name".*
    done
}

@test "no room on the disk, and a folder that cannot be written" {
    ("$TONGBAO" export "$q3" --to csv >/dev/full) 2>err && false || [ $? -eq 6 ]
    run "$TONGBAO" export "$q3" --to csv -o /proc/none/x.csv
    [ "$status" -eq 6 ]
    mkdir shut && printf old >shut/old.csv && chmod 500 shut
    [ ! -w shut ] || skip "nothing is shut to root"
    run "$TONGBAO" export "$q3" --to csv -o shut/old.csv
    [ "$status" -eq 6 ] && [ "$(cat shut/old.csv)" = old ]
}

@test "a full disk of its own: 6, the old file whole" {
    mkdir disk
    unshare -rm true 2>/dev/null || skip "no disk can be mounted here"
    # shellcheck disable=SC2016 # the inner shell expands them
    run unshare -rm sh -c 'mount -t tmpfs -o size=64k tmpfs disk || exit 77
        printf old >disk/q3.html
        "$1" export "$2" --to html -o disk/q3.html
        status=$?
        [ "$(cat disk/q3.html)" = old ] && [ "$(ls disk)" = q3.html ] && exit $status
        ls -l disk; exit 99' - "$TONGBAO" "$q3"
    [ "$status" -ne 77 ] || skip "no disk can be mounted here"
    echo "$output"
    [ "$status" -eq 6 ]
}

@test "a reader that goes away ends it with 6, and nothing is said" {
    for name in html json sarif; do
        "$TONGBAO" --set limits.wall=300 --set limits.cpu=60 export "$bad" --to $name 2>err | true && status=${PIPESTATUS[0]}
        [ "$status" -eq 6 ] || { echo "$name: $status"; return 1; }
        [ ! -s err ] || { cat err; return 1; }
    done
}
