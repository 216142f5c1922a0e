#!/usr/bin/env bats
# Old forms are read through other programs. What stands in for them here are scripts that do what such a program
# does, or what it must not; where the real ones are installed they are used too.

# shellcheck disable=SC2016 # the scripts expand
bats_require_minimum_version 1.5.0

setup() {
    [ -x "$TONGBAO" ] || skip "the program is not built"
    export XDG_CONFIG_HOME=$BATS_TEST_TMPDIR XDG_STATE_HOME=$BATS_TEST_TMPDIR TMPDIR=$BATS_TEST_TMPDIR/scratch
    mkdir -p "$TMPDIR" "$BATS_TEST_TMPDIR/bin"
    cd "$BATS_TEST_TMPDIR" || return 1
    printf '石桥区2023年第二季度完成情况\n序号\t工作任务\t完成情况\n1\t修路。\t完成。\n' >table.txt
    python3 -c '
ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
for name, stream in (("old.xls", "Workbook"), ("old.doc", "WordDocument"), ("locked.xls", "EncryptedPackage"), ("none.wps", "Other")):
    open(name, "wb").write(ole + stream.encode("utf-16-le") + bytes(64))
open("print.pdf", "wb").write(b"%PDF-1.4\n")'
}

# tool NAME LINE…: a script in the place of a program.
tool() {
    printf '%s\n' '#!/bin/sh' "${@:2}" >"bin/$1"
    chmod +x "bin/$1"
}

# with_tools ARGUMENT…: the program, which finds no other tools.
with_tools() { PATH=$BATS_TEST_TMPDIR/bin "$TONGBAO" "$@"; }

@test "what no program is there for is named, with what to install" {
    run -3 with_tools show --lang en old.xls
    [[ $output == *"a xls file must be converted: please install gnumeric"* ]]
    run -3 with_tools show --lang en old.doc
    [[ $output == *antiword* ]]
    run -3 with_tools show --lang en print.pdf
    [[ $output == *poppler-utils* ]]
    run -3 with_tools show --lang en locked.xls
    [[ $output == *"locked by a password"* ]]
    run -3 with_tools show --lang en none.wps
    [[ $output == *"an old Office file"* ]]
}

@test "a program's result is read, and said to be one; the source stays the file itself" {
    tool pdftotext 'cp "'"$PWD"'/table.txt" "$5"'
    run -0 with_tools show --format json print.pdf
    python3 -c '
import hashlib, json, sys
report = json.load(sys.stdin)
assert report["items"][0]["task"] == "修路。"
assert [(r["kind"], r["detail"]) for r in report["repairs"]] == [("bridge-used", "pdftotext")], report["repairs"]
assert report["source"]["sha256"] == hashlib.sha256(open("print.pdf", "rb").read()).hexdigest()' <<<"$output"
    [ -z "$(ls -A "$TMPDIR")" ]
}

@test "what it prints counts where it makes no file; the next one is tried when the first fails" {
    tool soffice 'exit 1'
    tool antiword '[ "$*" = "-m UTF-8.txt -w 0 $5" ] && cat "'"$PWD"'/table.txt"'
    run -0 with_tools show --format json old.doc
    [[ $output == *'"detail":"antiword"'* ]]
}

@test "one that fails, crashes or makes nothing is an error, and leaves nothing behind" {
    tool ssconvert 'exit 3'
    run -3 with_tools show --lang en old.xls
    [[ $output == *"could not read the file (status 3)"* ]]
    tool ssconvert 'kill -SEGV $$'
    run -3 with_tools show --lang en old.xls
    [[ $output == *"crashed (signal 11)"* ]]
    tool ssconvert 'sleep 98.7654 >/dev/null 2>&1 & mkdir -p a/b/.c; echo x >a/b/.c/d'
    run -3 with_tools show --lang en old.xls
    [[ $output == *"made nothing of it"* ]]
    [ -z "$(grep -ls '98[.]7654' /proc/[0-9]*/cmdline)" ] # what it left running is ended too
    [ -z "$(ls -A "$TMPDIR")" ]
}

@test "it has an empty environment, no network, and writes to its own folder alone" {
    secret=1 tool pdftotext '{ env | sort; cd /; touch "'"$PWD"'/outside" 2>/dev/null && echo wrote' \
        'python3 -c "import socket; socket.socket()" 2>/dev/null && echo socket; } >"$HOME/seen"' \
        'printf "石桥区2023年第二季度完成情况\n序号\t工作任务\t完成情况\n" >"$5"' \
        'printf "1\t%s\t完成。\n" "$(tr "\n" ";" <"$HOME/seen")" >>"$5"'
    export SECRET_OF_MINE=x
    run -0 with_tools show --format json print.pdf
    [[ $output != *SECRET_OF_MINE* ]]
    [[ $output == *LC_ALL=C.UTF-8* ]]
    command -v python3 >/dev/null && [[ $output != *"socket;"* ]]
    grep -qw landlock <(with_tools doctor --format json) || skip "no Landlock here"
    [[ $output != *wrote* ]]
    [ ! -e outside ]
}

@test "workbooks of old forms through the real program" {
    command -v ssconvert >/dev/null || skip "ssconvert is not installed"
    [ -e "$TB_BUILD/lib/tongbao/ooxml.so" ] || skip "the module ooxml is not built"
    PYTHONPATH=$BATS_TEST_DIRNAME PYTHONDONTWRITEBYTECODE=1 python3 -c '
import office
rows = [["序号", "工作任务", "责任单位", "完成情况"], ["1", "修路45公里。", {"text": "区交通局", "rowspan": 2}, "完成。"], ["2", "植树300亩。", None, "完成90亩。"]]
open("new.xlsx", "wb").write(office.xlsx({"Sheet1": rows}))'
    "$TONGBAO" show --format json new.xlsx | python3 -c 'import json, sys; print(json.load(sys.stdin)["items"])' >expected
    for type in excel_biff8:xls odf:ods; do
        case $type in *xls) name=Gnumeric_Excel:excel_biff8 file=real.xls ;; *) name=Gnumeric_OpenCalc:odf file=real.ods ;; esac
        ssconvert --export-type=$name new.xlsx "$file" >/dev/null 2>&1 || skip "ssconvert does not write $name"
        "$TONGBAO" show --format json "$file" | python3 -c 'import json, sys; print(json.load(sys.stdin)["items"])' >found
        diff expected found
    done
}
