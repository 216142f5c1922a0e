#!/usr/bin/env bats
# Names of people: hidden in what is made for readers unless asked for, in everything with --no-people; said in the output.

bats_require_minimum_version 1.5.0

setup() {
    cd "$BATS_TEST_TMPDIR" || return 1
    export XDG_CONFIG_HOME=$BATS_TEST_TMPDIR XDG_STATE_HOME=$BATS_TEST_TMPDIR TMPDIR=$BATS_TEST_TMPDIR
    mkdir ws && printf 'return workspace {}\n' >ws/tongbao.lua
    # A column of people, a heading in a cell of units and in prose, a title, quotes and evidence of what was found.
    printf '%s\n' '某区2024年第二季度重点工作通报' '联系人：周文斌' \
        '序号	任务	目标	责任单位	责任人	完成情况' \
        '1	由李明牵头修路10公里	修路10公里	区交通局（联系人：赵立新）	李明	因李明出差，尚未开工；钱小伟副区长督办。联系人：孙大成' \
        '2	植树	植树300亩	区林业局	王　强	完成植树100亩，王强验收20亩，李明李明签字' >new.txt
    sed -e 's/第二季度/第一季度/' -e 's/李明/吴建国/g' new.txt >old.txt
    names='李明|王　?强|赵立新|钱小伟|孙大成|吴建国|周文斌|郑成功'
}

# texts FILE: what stands in it, out of its package where it is one.
texts() {
    case $1 in
    *.docx | *.xlsx) python3 -c '
import sys, zipfile
package = zipfile.ZipFile(sys.argv[1])
for name in package.namelist(): print(package.read(name).decode("utf-8", "replace"))' "$1" ;;
    *) cat "$1" ;;
    esac
}

# made NAME ARGUMENT…: NAME.out of that export, or a skip of it.
made() {
    local name=$1
    shift
    case $name in
    xlsx) [ -f "$TB_BUILD/lib/tongbao/xlsx.so" ] || return 1 ;;
    sqlite) [ -f "$TB_BUILD/lib/tongbao/sqlite.so" ] || return 1 ;;
    docx) [ -f "$TB_BUILD/lib/tongbao/zip.so" ] || return 1 ;;
    esac
    "$TONGBAO" -C ws export new.txt --previous old.txt --to "$name" "$@" -o "out.$name"
}

exports() {
    "$TONGBAO" plugins --format json | python3 -c '
import json, sys
print(*[p["id"] for p in json.load(sys.stdin)["plugins"] if p["kind"] == "export"])'
}

@test "--no-people: no name stands in the bytes of any export, surnames neither" {
    for name in $(exports); do
        made "$name" --no-people --with findings,changes || continue
        texts "out.$name" >shown
        [ -s shown ]
        run grep -aoE "$names|[李王赵钱孙吴周]某" shown
        [ -z "$output" ] || { echo "$name: $output"; return 1; }
    done
}

@test "what is made for readers keeps surnames only, in quotes and evidence too, and says so" {
    "$TONGBAO" -C ws check new.txt --previous old.txt --baseline write >/dev/null
    # What the office wrote about a finding holds names as well.
    sed -i 's/^\([0-9a-f]*	\)unreviewed	[^	]*	/\1confirmed	区长郑成功已核实李明说法	李明/' ws/baseline.tsv
    grep -q 李明 ws/baseline.tsv
    for name in html docx bulletin; do
        made "$name" || continue
        texts "out.$name" >shown
        run grep -aoE "$names" shown
        [ -z "$output" ] || { echo "$name: $output"; return 1; }
        grep -q 李某 shown
        grep -q 郑某某已核实李某说法 shown # the finding is the same one as without hiding
        grep -q 已隐去 shown
    done
}

@test "--people shows them, and exports of data hold what was published" {
    made html --people
    grep -q 孙大成 out.html
    run ! grep -q 已隐去 out.html
    for name in csv json ndjson markdown; do
        made "$name"
        grep -q 孙大成 "out.$name"
        run ! grep -q 某某 "out.$name"
    done
    run "$TONGBAO" --lang en export new.txt --to csv --people --no-people
    [ "$status" -eq 2 ]
    [[ $output == *"expected --people or --no-people"* ]]
}

@test "hiding moves nothing: the same findings at the same places with the same fingerprints" {
    for form in --people --no-people; do
        "$TONGBAO" -C ws export new.txt --previous old.txt --to sarif $form >$form.sarif
        python3 - $form.sarif >$form.places <<'PY'
import json, sys
for result in json.load(open(sys.argv[1]))["runs"][0]["results"]:
    print(result["ruleId"], result["partialFingerprints"], [l["physicalLocation"]["region"] for l in result["locations"]])
PY
    done
    # A rule about names written twice sees the surname 某 in place of both.
    diff <(grep -v doubled-word -- --people.places) <(grep -v doubled-word -- --no-people.places)
    "$TONGBAO" export new.txt --to json --no-people | grep -q '"kind":"name-masked","line":null'
}

@test "names in the title, headers, sections, lines beside the table and the file name; of one period in another" {
    printf '%s\n' '某区2024年第二季度重点工作通报（区长何建平签发）' '制表人：周大伟' \
        '序号	任务	目标	责任单位（联系人：陶立新）	责任人	完成情况（填报人：蒋小川）' \
        '一、潘国庆副区长分管工作' \
        '1	修路10公里	修路10公里	区交通局	冯大成	尚未开工，薛河清同意改期' \
        '二、钱小伟副区长分管工作' \
        '2	植树	植树300亩	区林业局	陈大文	完成植树100亩' >陶立新报送.txt
    # Who answers for a task in one period is a bare name in the other: 薛河清 above, 冯大成 here.
    printf '%s\n' '某区2024年第一季度重点工作通报' '序号	任务	目标	责任单位	责任人	完成情况' \
        '1	修路10公里	修路10公里	区交通局	薛河清	尚未开工，冯大成尚在交接' \
        '2	植树	植树300亩	区林业局	陈大文	完成植树10亩' >before.txt
    printf 'pair\t@2024Q2\t2024-002\tannual:300亩=100亩\t郭敏之\t冯大成认可\n' >ws/pins.tsv
    names='何建平|周大伟|陶立新|蒋小川|潘国庆|冯大成|薛河清|钱小伟|陈大文|郭敏之'
    for name in html bulletin docx sqlite json csv; do
        case $name in
        docx) [ -f "$TB_BUILD/lib/tongbao/zip.so" ] || continue ;;
        sqlite) [ -f "$TB_BUILD/lib/tongbao/sqlite.so" ] || continue ;;
        esac
        case $name in html | bulletin | docx) how= ;; *) how=--no-people ;; esac
        "$TONGBAO" -C ws export 陶立新报送.txt --previous before.txt --to "$name" --with findings,changes ${how:+"$how"} -o "out.$name"
        texts "out.$name" >shown
        run grep -aoE "$names" shown
        [ -z "$output" ] || { echo "$name: $output"; return 1; }
    done
    grep -q '（区长何某某签发）' out.html
    grep -q '<del>冯' out.html
    "$TONGBAO" -C ws export - --previous before.txt --to html <陶立新报送.txt >out
    run ! grep -aE "$names" out
}
