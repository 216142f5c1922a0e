#!/usr/bin/env bats
# Many reports: folders, lists, ndjson in and out, shares; the same whatever --jobs, and share by share.

bats_require_minimum_version 1.5.0

setup() {
    [ -x "$TONGBAO" ] || skip "the program is not built"
    cd "$BATS_TEST_TMPDIR" || return 1
    export XDG_CONFIG_HOME=$BATS_TEST_TMPDIR/config XDG_STATE_HOME=$BATS_TEST_TMPDIR/state
    unset NO_COLOR COLUMNS LANG LC_MESSAGES
    mkdir -p tree/a tree/b/c
    for i in 1 2 3 4 5 6 7 8; do
        for folder in a b/c; do
            printf '某区2024年重点工作第三季度进展情况\n序号\t任务\t三季度目标\t责任单位\t进展\n1\t建公园\t建成%d座\t区住建局\t建成1座。\n' $((i + 1)) >tree/$folder/r$i.txt
        done
    done
    echo hidden >tree/.hidden
}

@test "a folder stands for the files below it, in byte order" {
    run -0 "$TONGBAO" run -e 'local t = {} for i, r in ipairs(reports) do t[i] = r.source.name end return t' tree
    [ "${#lines[@]}" -eq 16 ]
    [ "${lines[0]}" = tree/a/r1.txt ]
    [ "${lines[15]}" = tree/b/c/r8.txt ]
}

@test "a list: paths a line, folders, standard input; texts with names" {
    printf 'tree/a/r1.txt\n\ntree/b\r\n' | "$TONGBAO" run -e '#reports' --list - >out
    [ "$(cat out)" = 9 ]
    printf 'tree/a/r1.txt\n' >list
    run -0 "$TONGBAO" check --list list --format ndjson
    [[ $output == *'"name":"tree/a/r1.txt"'* ]]
    printf '{"id": 7, "name": "甲\\u533a.txt", "text": "某区2024年第三季度通报\\n序号\\t任务\\t进展\\n1\\t修路\\t已修3公里。\\n"}\n' >list
    run -0 "$TONGBAO" run --list list -e 'bulletin.source.name, item(1).result'
    [ "$output" = $'甲区.txt\n已修3公里。' ]
    for wrong in '{"name": "x"}' '{"name": "x", "text": 1}' '{"name": "x", "text": "y"' '{"name": "\u12", "text": "y"}' '{} x'; do
        printf 'tree/a/r1.txt\n%s\n' "$wrong" >list
        run -3 "$TONGBAO" check --list list --lang en
        [[ $output == *"list:2: this line should be a path"* ]]
    done
    run -3 "$TONGBAO" check --list nowhere --lang en
    run -2 "$TONGBAO" check --list - - --lang en
    [[ $output == *"only once"* ]]
}

@test "the shares together are the whole, each report in one, whatever else there is" {
    "$TONGBAO" check -q --lang zh tree | LC_ALL=C sort >whole
    [ -s whole ]
    for n in 1 2 3 7; do
        : >parts
        for k in $(seq $n); do
            "$TONGBAO" check -q --lang zh --shard "$k/$n" tree >>parts
        done
        LC_ALL=C sort parts | cmp - whole
    done
    # Stable by name: the share of a report does not change with the others.
    "$TONGBAO" check -q --lang zh --shard 2/3 tree/a >part
    "$TONGBAO" check -q --lang zh --shard 2/3 tree | grep '^tree/a/' | cmp - part
    for wrong in 0/2 3/2 1 1/0 a/b /2 1/ 1/2/3; do
        run -2 "$TONGBAO" check --shard "$wrong" tree
    done
}

@test "the same bytes for every --jobs" {
    for format in text ndjson json; do
        "$TONGBAO" check --lang zh --format $format --jobs 1 tree >one
        for jobs in 2 3 5; do
            "$TONGBAO" check --lang zh --format $format --jobs $jobs tree | cmp - one
        done
    done
}

@test "nothing falls to a share: nothing is said, and all went well" {
    run -0 "$TONGBAO" check -q --shard 1/9999 tree
    [ "$output" = "" ]
    run -0 "$TONGBAO" check --format ndjson --shard 1/9999 tree
    [[ $output == *'"reports":[]'* ]]
    mkdir empty
    run -0 "$TONGBAO" check empty
}

@test "many places: each with place, period and address, and what to know before they are compared" {
    samples=$TB_SOURCE/tests/data/samples
    echo 'return workspace {}' >tongbao.lua
    add() { "$TONGBAO" history add --now 2024-11-01 "$@" >/dev/null; }
    add --series qinghe --url https://www.example.gov.cn/q3.html "$samples/qinghe-2024q3.txt"
    add --series yuanping --period 2024Q3 "$samples/unseen-3/yuanping-2023q3.txt"
    add --series luting "$samples/unseen/luting-2025q1.txt"
    run -0 "$TONGBAO" check '*@2024Q3' --lang zh
    [[ $output == *"qinghe@2024Q3，清河区，2024年第三季度，47 项"*"https://www.example.gov.cn/q3.html"* ]]
    [[ $output == *"yuanping@2024Q3，沅坪县，2024年第三季度，34 项"* ]]
    notes=$(sed -n '/^各地比较前请注意$/,/^$/p' <<<"$output")
    [[ $notes == *"没有 2024Q3：luting"*"没有“年度目标”一栏：qinghe@2024Q3"* ]]
    [[ $notes != *时段不同* ]]
    run -0 "$TONGBAO" check '*@latest' --lang en
    [[ $output == *"different periods: 2025Q1 (luting@2025Q1); 2024Q3 (qinghe@2024Q3, yuanping@2024Q3)"* ]]
    [[ $output != *"no latest"* ]]
    # The same for every --jobs and for each share; both languages in JSON.
    "$TONGBAO" check '*@2024Q3' --format json --jobs 1 >one
    "$TONGBAO" check '*@2024Q3' --format json --jobs 3 | cmp - one
    python3 - <<'END'
import json
d = json.load(open("one"))
assert [(r["place"], r["url"]) for r in d["reports"]] == [("清河区", "https://www.example.gov.cn/q3.html"), ("沅坪县", None)]
notes = d["summary"]["comparability"]
assert notes[0] == {"zh": "没有 2024Q3：luting", "en": "no 2024Q3: luting"}, notes
END
    run -0 "$TONGBAO" check '*@2024Q3' --shard 1/2 --lang en
    [[ $output != *"no 2024Q3: "*@(qinghe|yuanping)* ]]
    # Periods of one series, or files, are no several places.
    add --series qinghe "$samples/qinghe-2024q2.txt"
    run -0 "$TONGBAO" check qinghe@2024Q2 qinghe@2024Q3 --lang en
    [[ $output != *"before places are compared"* ]]
}
