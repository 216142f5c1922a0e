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
    [ "$output" = "dongshan@2023Q3 is unchanged, noted only (seen again 1 times)" ]
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
    # The same findings as of the file, but for the name; from below the workspace, and with -C.
    "$TONGBAO" check q3.txt | sed 's/q3.txt/X/' >file
    mkdir -p below && cd below
    "$TONGBAO" check dongshan@2023Q3 | sed 's/dongshan@2023Q3/X/' | cmp - ../file
    cd /
    "$TONGBAO" check -C "$BATS_TEST_TMPDIR" dongshan@2023Q3 | sed 's/dongshan@2023Q3/X/' |
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
    run -0 "$TONGBAO" history show --lang zh --color always
    [[ $output == *"滞后或未启动"* && $output == *$'\e['* ]]
    run -0 --separate-stderr "$TONGBAO" history show --format json
    holds 'd["schema"] == "tongbao.history/1" and d["snapshots"][2]["items"] == 2 and
           sum(d["snapshots"][2]["statuses"].values()) == 2 and d["summary"]["sound"] == 3 and
           d["snapshots"][2]["properties"]["url"] == "https://www.example.gov.cn/q3.html"' <<<"$output"
    run -0 --separate-stderr "$TONGBAO" history list --format ndjson
    [ "${#lines[@]}" -eq 3 ]
    holds 'd["items"] is None' <<<"${lines[0]}"
}
