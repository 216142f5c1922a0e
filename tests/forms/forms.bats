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
    for file in *.txt *.csv *.xls *.html *.htm *.xlsx *.et *.docx; do
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
        timeout 40 "$TONGBAO" show --lang en "$file" >out.txt 2>error.txt || status=$?
        [ "$status" -eq 3 ] && grep -qF "$words" error.txt ||
            { echo "$file: status $status, expected '$words': $(cat error.txt)"; wrong="$wrong $file"; }
    done <expected.tsv
    [ -z "$wrong" ]
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
