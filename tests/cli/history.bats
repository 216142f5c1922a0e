#!/usr/bin/env bats
# tongbao history, and snapshots in place of files.

# shellcheck disable=SC2154 # run sets $stderr
bats_require_minimum_version 1.5.0

setup() {
    [ -x "$TONGBAO" ] || skip "the program is not built"
    cd "$BATS_TEST_TMPDIR" || return 1
    export XDG_CONFIG_HOME=$BATS_TEST_TMPDIR XDG_STATE_HOME=$BATS_TEST_TMPDIR LANG=en_US.UTF-8
    unset LC_ALL COLUMNS
    export LC_CTYPE=C.UTF-8
    echo 'return workspace {}' >tongbao.lua
    report 一 90 >q1.txt
    report 二 150 >q2.txt
    report 三 290 >q3.txt
}

# report QUARTER FIGURE
report() {
    printf '# 东山县2023年重点工作第%s季度完成情况\n\n\t工作任务\t季度目标\t责任单位\t完成情况\n' "$1"
    printf '1\t植树300亩。\t植树80亩。\t县林业局（牵头）\t植树%s亩。\n' "$2"
    printf '2\t修路20公里。\t开工。\t县交通局（牵头）\t已开工。\n'
}

add() {
    run -0 "$TONGBAO" history add --series dongshan --now 2023-11-01 "$@"
}

# holds EXPRESSION: it is true of `d`, the JSON of standard input.
holds() {
    python3 -c 'import json, sys; d = json.load(sys.stdin); sys.exit(not eval("(" + sys.argv[1] + ")"))' "$1"
}

# refused STATUS PATTERN ARGUMENT…
refused() {
    run -"$1" --separate-stderr "$TONGBAO" "${@:3}"
    echo "$stderr"
    [[ $stderr == *$2* ]]
}

@test "what was added comes back byte by byte" {
    add q1.txt q2.txt q3.txt
    [[ ${lines[0]} == "kept dongshan@2023Q1: "*" bytes in "* ]]
    for quarter in 1 2 3; do
        "$TONGBAO" history restore dongshan@2023Q$quarter | cmp - q$quarter.txt
    done
    run -0 "$TONGBAO" history restore @latest -o out.txt
    [ -z "$output" ]
    cmp out.txt q3.txt
    [ "$(find history -name '*.tbs' | wc -l)" -eq 3 ]
    # Any bytes, where the period is said.
    head -c 3000 /dev/urandom >noise.bin
    : >empty
    add noise.bin --period 2022
    add empty --period 2021-10-31
    "$TONGBAO" history restore dongshan@2022 | cmp - noise.bin
    "$TONGBAO" history restore dongshan@2021-10-31 | cmp - empty
}

@test "the same bytes are a note, other bytes a revision" {
    add q3.txt
    add q3.txt
    [ "$output" = "dongshan@2023Q3 is unchanged; noted, times seen again: 1" ]
    report 三 300 >new.txt
    add new.txt
    [[ $output == "kept dongshan@2023Q3, revision 2: "* ]]
    "$TONGBAO" history restore dongshan@2023Q3~1 | cmp - q3.txt
    "$TONGBAO" history restore dongshan@2023Q3 | cmp - new.txt
    [ "$(find history -name '*.tbs' | wc -l)" -eq 2 ]
}

@test "a snapshot stands wherever a report is named" {
    add q1.txt q2.txt q3.txt
    run -0 --separate-stderr "$TONGBAO" check --format json --lang en 'dongshan@2023Q3'
    holds 'd["reports"][0]["name"] == "dongshan@2023Q3" and d["reports"][0]["series"] == "dongshan" and
           d["reports"][0]["period"]["index"] == 3' <<<"$output"
    run -0 --separate-stderr "$TONGBAO" show --format json dongshan@2023q2
    holds 'd["source"]["name"] == "dongshan@2023Q2" and d["items"][0]["result"] == "植树150亩。"' <<<"$output"
    "$TONGBAO" show --format json @previous | holds 'd["period"]["index"] == 2'
    "$TONGBAO" explain --item 1 dongshan@latest | grep -q 290
    run -2 "$TONGBAO" explain dongshan@latest
    [[ $output == *"--item"* ]]
    # The same findings as of the file, but for the name and the place behind it; from below the workspace, and with -C.
    "$TONGBAO" check q3.txt | sed 's/q3.txt/X/' >file
    mkdir -p below && cd below
    "$TONGBAO" check dongshan@2023Q3 | sed '2s/, 东山县//; s/dongshan@2023Q3/X/' | cmp - ../file
    cd /
    "$TONGBAO" check -C "$BATS_TEST_TMPDIR" dongshan@2023Q3 | sed '2s/, 东山县//; s/dongshan@2023Q3/X/' |
        cmp - "$BATS_TEST_TMPDIR/file"
}

@test "one name may stand for every series" {
    add q3.txt
    run -0 "$TONGBAO" history add --series xishan q3.txt
    run -0 --separate-stderr "$TONGBAO" check --format json '*@2023Q3'
    holds '[r["name"] for r in d["reports"]] == ["dongshan@2023Q3", "xishan@2023Q3"]' <<<"$output"
    run -0 --separate-stderr "$TONGBAO" check --format json --jobs 2 '*@2023Q3' q1.txt
    holds '[r["series"] for r in d["reports"]] == ["dongshan", "xishan", None]' <<<"$output"
    refused 3 "@2023Q3: there are several series, name one as SERIES@PERIOD; there are dongshan xishan" \
        check @2023Q3
    refused 2 "means 2 snapshots" history restore '*@2023Q3'
    refused 3 "means 2 reports" explain --item 1 '*@2023Q3'
}

@test "an existing file wins, ./ forces one" {
    add q3.txt
    cp q1.txt dongshan@2023Q3
    "$TONGBAO" show --format json dongshan@2023Q3 | holds 'd["period"]["index"] == 1'
    rm dongshan@2023Q3
    "$TONGBAO" show --format json dongshan@2023Q3 | holds 'd["period"]["index"] == 3'
    refused 3 "./dongshan@2023Q3: cannot be read: No such file" show ./dongshan@2023Q3
}

@test "what is not there is said, with what may have been meant" {
    add q2.txt q3.txt
    refused 3 "donghsan@2023Q3: there is no series 'donghsan', did you mean dongshan?" check donghsan@2023Q3
    refused 3 "there is no such period in the history; there are dongshan@2023Q3 dongshan@2023Q2" show dongshan@2023Q4
    refused 3 "not so many revisions of 2023Q3" show dongshan@2023Q3~1
    refused 3 "is no snapshot; expected SERIES@PERIOD" show dongshan@soon
    refused 2 "there is no series 'dongsan', did you mean dongshan?" history list dongsan
    refused 2 "there is no history lst, did you mean tongbao history list?" history lst
    refused 2 "say which series" history add q3.txt
    refused 2 "a series cannot be called 'East'" history add q3.txt --series East
    refused 2 "the title does not say the period" history add --series dongshan \
        <(sed 1d q3.txt)
    refused 2 "an argument is missing" history restore
    refused 2 "history list has no option --deep" history list --deep
    refused 2 "--period and --url are for one file" history add q2.txt q3.txt --series dongshan --period 2023Q2
    refused 3 "nosuch.txt: cannot be read" history add nosuch.txt --series dongshan
    # One that is missing does not stop the others.
    run -3 --separate-stderr "$TONGBAO" check --format json dongshan@2023Q3 dongshan@2020
    holds 'd["summary"]["read"] == d["summary"]["unreadable"] == 1 and d["reports"][1]["error"]["en"]' <<<"$output"
    cd /
    refused 3 "neither this folder nor one above it is a workspace" check dongshan@2023Q3
    refused 2 "tongbao new workspace" history list
}

@test "the plan of a year stands before its quarters" {
    add q1.txt
    report 一 0 >plan.txt
    add plan.txt --period plan
    [[ $output == "kept dongshan@2023plan: "* ]]
    refused 2 "--period does not take '2023Q1plan'" history add plan.txt --series dongshan --period 2023Q1plan
    "$TONGBAO" history restore dongshan@2023plan | cmp - plan.txt
    "$TONGBAO" history restore dongshan@previous | cmp - plan.txt
    run -0 --separate-stderr "$TONGBAO" history list --format json
    holds '[s["name"] + " " + s["role"] for s in d["snapshots"]] ==
           ["dongshan@2023plan plan", "dongshan@2023Q1 report"]' <<<"$output"
}

@test "list and show say what there is" {
    run -0 "$TONGBAO" history
    [[ $output == "there are no snapshots yet"* ]]
    add q1.txt q2.txt
    add q3.txt --url https://www.example.gov.cn/q3.html
    run -0 env COLUMNS=120 "$TONGBAO" history list
    [[ ${lines[3]} == "dongshan@2023Q3 "*"2023-11-01"*"https://www.example.gov.cn/q3.html" ]]
    [[ ${lines[4]} == "3 snapshots, "* ]]
    run -0 "$TONGBAO" history show dongshan
    [[ ${lines[0]} == "dongshan  东山县2023年重点工作第三季度完成情况" ]]
    [[ ${lines[3]} == "2023Q1 "*█* ]]
    [ "${#lines[@]}" -eq 7 ]
    # A line for each snapshot, older revisions too; on a narrow terminal several.
    { cat q3.txt && echo; } >again.txt
    add again.txt
    run -0 env COLUMNS=80 "$TONGBAO" history show
    echo "$output"
    [[ ${lines[5]} =~ ^2023Q3\ +1\ +$(stat -c %s q3.txt)\ +[0-9]+\ +"an earlier revision"$ ]]
    [[ ${lines[6]} =~ ^2023Q3\ +2\ +$(stat -c %s again.txt)\ +[0-9]+\ +2\ .*█ ]]
    run -0 env COLUMNS=40 "$TONGBAO" history show --lang zh
    [[ $output == *"2023Q3  版 2"*"  字节 $(stat -c %s again.txt)  占用 "*"项 2"* ]]
    "$TONGBAO" history prune dongshan@2023Q3
    run -0 "$TONGBAO" history show --lang zh --color always
    [[ $output == *"滞后或未启动"* && $output == *$'\e['* ]]
    run -0 --separate-stderr "$TONGBAO" history show --format json
    holds 'd["schema"] == "tongbao.history/1" and d["snapshots"][2]["items"] == 2 and
           sum(d["snapshots"][2]["statuses"].values()) == 2 and d["summary"]["sound"] == 3 and
           d["snapshots"][2]["properties"]["url"] == "https://www.example.gov.cn/q3.html"' <<<"$output"
    run -0 --separate-stderr "$TONGBAO" history list --format ndjson
    [ "${#lines[@]}" -eq 4 ]
    holds 'd["type"] == "snapshot" and d["items"] is None' <<<"${lines[0]}"
    holds 'd["type"] == "summary" and d["snapshots"] == 3' <<<"${lines[3]}"
}

# overwrite FILE OFFSET: some bytes in the middle of it.
overwrite() {
    printf 'XXXXXXXXXX' | dd of="$1" bs=1 seek="$2" conv=notrunc status=none
}

@test "verify tells one damaged byte, damage, and what hangs on it; adding the original heals" {
    add q1.txt q2.txt q3.txt
    run -0 "$TONGBAO" history verify
    [ "$output" = "3 snapshots, all sound" ]
    run -0 "$TONGBAO" history verify --deep
    [ "$output" = "3 snapshots, all sound (each restored and compared)" ]
    cp -r history sound

    printf X | dd of=history/dongshan/000001-2023Q1.tbs bs=1 seek=300 conv=notrunc status=none
    run -1 --separate-stderr "$TONGBAO" history verify
    [[ $output == *"dongshan@2023Q1: one byte is damaged, it can still be read"* ]]
    [[ $output == *"nothing is lost"*"3 snapshots: 2 sound, 1 can still be read, 0 cannot" ]]
    [[ $stderr == *"1 snapshots of the history are not sound (exit 1: "* ]]
    run -0 --separate-stderr "$TONGBAO" history restore dongshan@2023Q1 -o out.txt
    cmp out.txt q1.txt
    [[ $stderr == *"a damaged byte in the history was put right"* ]]

    overwrite history/dongshan/000002-2023Q2.tbs 200
    run -1 --separate-stderr "$TONGBAO" history verify --format json
    holds '[s["soundness"] for s in d["snapshots"]] == ["mendable", "damaged", "lost"]' <<<"$output"
    run -1 --separate-stderr "$TONGBAO" history verify
    [[ $output == *"history add FILE --series dongshan --period 2023Q2"*"file name: q2.txt"* ]]
    refused 3 "000002-2023Q2.tbs is damaged; adding the original again heals it" history restore dongshan@2023Q3
    refused 3 "the snapshot is not sound" history export dongshan -o out.tar
    [ ! -e out.tar ]

    # Not only the newest revision.
    report 二 160 >newer.txt
    add newer.txt
    add q2.txt
    [ "$output" = "healed dongshan@2023Q2, revision 1, which was damaged or missing" ]
    run -0 "$TONGBAO" history prune dongshan@2023Q2
    add q1.txt
    run -0 "$TONGBAO" history verify --deep
    diff -r history sound
}

@test "a snapshot whose file is gone comes back with its original" {
    add q1.txt q2.txt q3.txt
    cp -r history sound
    for lost in 000001-2023Q1 000002-2023Q2; do
        rm history/dongshan/$lost.tbs
        run -1 "$TONGBAO" history verify
        [[ $output == *"a file they build on is gone"* ]]
        add q"${lost: -1}".txt
        [[ $output == "healed dongshan@"* ]]
        diff -r history sound
    done
    # Of a file that was cut down to nothing, too.
    : >history/dongshan/000002-2023Q2.tbs
    add q2.txt
    diff -r history sound
}

@test "repair copies what can be read and leaves the rest alone" {
    add q1.txt q2.txt q3.txt
    overwrite history/dongshan/000002-2023Q2.tbs 200
    cp -r history before
    run -1 --separate-stderr "$TONGBAO" history repair -o new
    [[ $output == *"lost: dongshan@2023Q2"*"lost: dongshan@2023Q3"*"1 snapshots are in new"* ]]
    diff -r history before
    refused 2 "new: is there already" history repair -o new
    mv history old && mv new history
    run -0 "$TONGBAO" history verify --deep
    "$TONGBAO" history restore dongshan@2023Q1 | cmp - q1.txt
    run -0 "$TONGBAO" history repair
    [[ $output == "1 snapshots are in "*/history-repaired* ]]
}

@test "prune takes what is named and keeps the rest readable" {
    add q1.txt q2.txt q3.txt
    report 二 151 >again.txt
    add again.txt
    refused 2 "an argument is missing" history prune
    refused 2 "name each snapshot" history prune '*@2023Q1'
    refused 2 "name each snapshot" history prune dongshan@latest
    refused 2 "there is no such period" history prune dongshan@2023Q1 dongshan@2022Q1
    [ "$(find history -name '*.tbs' | wc -l)" -eq 4 ]
    run -0 "$TONGBAO" history prune dongshan@2023Q1 dongshan@2023Q2~1
    [[ ${lines[0]} == "pruned dongshan@2023Q1" ]]
    run -0 "$TONGBAO" history verify --deep
    [[ $output == *"dongshan has no number 1 to 2"*"2 snapshots, all sound"* ]]
    "$TONGBAO" history restore dongshan@2023Q2 | cmp - again.txt
    "$TONGBAO" history restore dongshan@2023Q3 | cmp - q3.txt
    run -0 --separate-stderr "$TONGBAO" history list --format json
    holds '[s["base"] for s in d["snapshots"]].count(None) == 1' <<<"$output"
    overwrite history/dongshan/000004-2023Q2.tbs 150
    refused 3 "builds, or may build, on one of them and cannot be read, so nothing was pruned" \
        history prune dongshan@2023Q3
    [ -e history/dongshan/000003-2023Q3.tbs ]
}

@test "a series goes through one file and back" {
    add q1.txt q2.txt q3.txt
    add q3.txt
    run -0 "$TONGBAO" history export dongshan -o east.tar
    "$TONGBAO" history export dongshan | cmp - east.tar
    # An ordinary archive of the files as they are.
    mkdir opened && tar -xf east.tar -C opened
    diff -r opened/dongshan history/dongshan
    run -0 "$TONGBAO" history import east.tar
    [ "$output" = "imported 0 snapshots, 3 were there already" ]
    run -0 "$TONGBAO" history import --series xishan east.tar
    [ "$output" = "imported 3 snapshots, 0 were there already" ]
    "$TONGBAO" history restore xishan@2023Q2 | cmp - q2.txt
    mv history first
    run -0 "$TONGBAO" history import east.tar
    diff -r history/dongshan first/dongshan
    # Made by tar itself, of two series.
    tar -cf both.tar -C first .
    rm -r history
    refused 2 "there are 2 series in the file" history import both.tar --series x
    run -0 "$TONGBAO" history import both.tar
    diff -r history first
    head -c 2000 east.tar >short.tar
    refused 3 "short.tar: the file is cut short" history import short.tar
    refused 3 "q1.txt: is not what tongbao history export writes" history import q1.txt
    overwrite east.tar 800
    rm -r history
    run -3 --separate-stderr "$TONGBAO" history import east.tar
    [[ $stderr == *"east.tar:dongshan/000001-2023Q1.tbs"*"is damaged"* ]]
}

@test "order is by addition, whatever the clock says" {
    add q3.txt
    report 三 300 >new.txt
    run -0 "$TONGBAO" history add --series dongshan --now 1999-01-01 new.txt
    "$TONGBAO" history restore dongshan@latest | cmp - new.txt
    "$TONGBAO" history restore dongshan@latest~1 | cmp - q3.txt
    run -0 "$TONGBAO" history add --series dongshan --now 2038-01-20 q1.txt
    run -0 "$TONGBAO" history verify --deep
}

@test "what a newer version wrote is named, left alone and not added to" {
    add q1.txt q2.txt
    python3 - history/dongshan/000001-2023Q1.tbs <<'END'
import struct, sys, zlib
data = bytearray(open(sys.argv[1], "rb").read())
data[8] = 2
head = 80 + struct.unpack("<I", data[20:24])[0]
data[head:head + 4] = struct.pack("<I", zlib.crc32(data[:head]))
data[-4:] = struct.pack("<I", zlib.crc32(data[:-4]))
open(sys.argv[1], "wb").write(data)
END
    cp -r history before
    refused 3 "cannot be verified; update tongbao" history verify
    refused 2 "written by a newer version" history restore dongshan@2023Q1
    refused 3 "written by a newer version" check dongshan@2023Q1
    refused 2 "nothing is added to it; update tongbao" history add --series dongshan q3.txt
    diff -r before history
}

@test "a folder that cannot be written to" {
    [ "$(id -u)" -ne 0 ] || skip "root may write everywhere"
    add q1.txt
    chmod -R a-w history
    refused 6 "Permission denied" history add --series dongshan q2.txt
    "$TONGBAO" history restore dongshan@2023Q1 | cmp - q1.txt
    chmod -R u+w history
}

@test "what is no part of the history is said, and does no harm" {
    add q1.txt
    touch history/dongshan/notes.txt history/readme "history/dongshan/000002-2023X9.tbs"
    run -0 "$TONGBAO" history verify
    [[ $output == *"no part of the history: "*"000002-2023X9.tbs"*"notes.txt"*"readme"*"1 snapshots, all sound" ]]
}
