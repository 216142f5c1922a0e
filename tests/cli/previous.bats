#!/usr/bin/env bats
# A bulletin held against the one before: named by --previous, or found in the history.

bats_require_minimum_version 1.5.0

setup() {
    [ -x "$TONGBAO" ] || skip "the program is not built"
    cd "$BATS_TEST_TMPDIR" || return 1
    export XDG_CONFIG_HOME=$BATS_TEST_TMPDIR/config XDG_STATE_HOME=$BATS_TEST_TMPDIR/state
    unset NO_COLOR COLUMNS LANG LC_MESSAGES
    bulletin 一 q1 8月底
    bulletin 二 q2 9月底
    bulletin 三 q3 11月底
}

# bulletin QUARTER NAME DATE
bulletin() {
    printf '# 某区2024年第%s季度重点工作完成情况\n序号\t年度工作任务\t责任单位\t完成情况\n' "$1" >"$2.txt"
    printf '1\t改造泰和路。\t区住建局\t泰和路正在施工，预计%s建成通车。\n' "$3" >>"$2.txt"
    printf '2\t优化营商环境。\t区发改局\t持续走访企业，帮助解决融资、用工等方面的问题。\n' >>"$2.txt"
}

# messages REPORT…: of the rules that compare, one a line
messages() {
    "$TONGBAO" check --format ndjson "$@" | grep -E '"rule":"(deadline-slipped|wording-unchanged)"' |
        sed 's/.*"zh":"\([^"]*\)".*/\1/'
}

@test "a bulletin alone is held against nothing" {
    [ -z "$(messages q3.txt)" ]
}

@test "--previous names the one before; what came before that is not known" {
    run messages --previous q2.txt q3.txt
    [[ $output == *"由上期的9月底推后到11月底"* ]]
    [[ $output == *"共2期表述未变"* ]]
}

@test "a snapshot finds all that came before, the newest revision of each" {
    echo 'return workspace {}' >tongbao.lua
    bulletin 一 early 6月底
    for file in early.txt q1.txt q2.txt q3.txt; do
        "$TONGBAO" history add "$file" --series qu
    done
    run messages qu@2024Q3
    [[ $output == *"最初为8月底，已是第2次推后"* ]]
    [[ $output == *"共3期表述未变"* ]]
    run messages qu@2024Q1
    [ -z "$output" ]
    run messages --previous q1.txt qu@2024Q3
    [[ $output == *"由上期的8月底推后到11月底"* ]]
}

@test "the year's plan is held against the first quarter" {
    echo 'return workspace {}' >tongbao.lua
    bulletin 一 plan 6月底
    sed -i 's/第一季度重点工作完成情况/重点工作计划/' plan.txt
    "$TONGBAO" history add plan.txt --series qu --period 2024plan
    "$TONGBAO" history add q1.txt --series qu
    run messages qu@2024Q1
    [[ $output == *"由上期的6月底推后到8月底"* ]]
}

@test "diff of one snapshot compares it with the one before it" {
    echo 'return workspace {}' >tongbao.lua
    for file in q1.txt q2.txt q3.txt; do
        "$TONGBAO" history add "$file" --series qu
    done
    "$TONGBAO" diff --format ndjson qu@2024Q3 >alone
    "$TONGBAO" diff --format ndjson qu@2024Q2 qu@2024Q3 >both
    cmp alone both
    grep -q '"kind":"deadline_slipped"' alone
    run -3 --separate-stderr "$TONGBAO" diff qu@2024Q1 --lang en
    [[ $stderr == *"there is nothing before qu@2024Q1 to compare with"* ]]
    run -2 --separate-stderr "$TONGBAO" diff q1.txt --lang en
    [[ $stderr == *"two bulletins are needed, or a snapshot"* ]]
}

@test "many reports at once, in several processes, are each held against their own past" {
    echo 'return workspace {}' >tongbao.lua
    for file in q1.txt q2.txt q3.txt; do
        "$TONGBAO" history add "$file" --series qu
    done
    "$TONGBAO" check --format ndjson --jobs 1 qu@2024Q1 qu@2024Q2 qu@2024Q3 >one
    "$TONGBAO" check --format ndjson --jobs 3 qu@2024Q1 qu@2024Q2 qu@2024Q3 >three
    cmp one three
    [ "$(grep -c '"rule":"deadline-slipped"' one)" -eq 2 ]
}

@test "--previous goes with one bulletin that can be read" {
    run -2 --separate-stderr "$TONGBAO" check --previous q1.txt q2.txt q3.txt --lang en
    [[ $stderr == *"--previous goes with one bulletin, here are 2"* ]]
    run -3 --separate-stderr "$TONGBAO" check --previous none.txt q3.txt --lang en
    [[ $stderr == *none.txt* ]]
    printf '' >empty.txt
    run -3 --separate-stderr "$TONGBAO" check --previous empty.txt q3.txt --lang en
    [[ $stderr == *empty.txt* ]]
}

# Two bulletins of one place as they were published, with what was put in: another lead, a growth that the
# earlier figures contradict. Of the rest nothing is said.
@test "another lead and a growth that cannot be are found between the samples, and only where they are" {
    echo 'return workspace {}' >tongbao.lua
    q2=$TB_TEST_DATA/samples/qinghe-2024q2.txt q3=$TB_TEST_DATA/samples/qinghe-2024q3.txt
    found() {
        "$TONGBAO" check --only lead-changed --only growth-contradicts --format ndjson "$1@2024Q3" | python3 -c '
import json, sys
for line in list(sys.stdin)[:-1]:
    f = json.loads(line)
    print(f["rule"], f["no"], f["quote"])'
    }
    "$TONGBAO" history add "$q2" "$q3" --series as-published
    [ -z "$(found as-published)" ]

    sed -e 's/区发改局（牵头） 区交通运输局 区供销社/区发改局 区交通运输局（牵头） 区供销社/' \
        -e 's/114.6亿元，同比增长12.4%/114.6亿元，同比增长72.4%/' "$q3" >changed.txt
    "$TONGBAO" history add "$q2" changed.txt --series changed
    [ "$(found changed)" = "growth-contradicts 4 72.4%
lead-changed 16 区交通运输局" ]

    # The bulletin of a year ago: five amounts agree with the growth published now, that of visitors does not.
    sed -e 's/2024年/2023年/g' -e 's/37\.26亿元/34.5亿元/; s/28\.26亿元/25.14亿元/; s/114\.6亿元/102.0亿元/' \
        -e 's/规上工业企业23家/规上工业企业18家/; s/13\.8亿元/12.41亿元/; s/251\.3万人次/240.1万人次/' "$q3" >2023.txt
    "$TONGBAO" history add 2023.txt --period 2023Q3 --series year
    "$TONGBAO" history add "$q2" "$q3" --series year
    [ "$(found year)" = "growth-contradicts 17 9.6%" ]
}

@test "diff, which reads less of a bulletin, finds the changes that checks see" {
    q2=$TB_TEST_DATA/samples/qinghe-2024q2.txt q3=$TB_TEST_DATA/samples/qinghe-2024q3.txt
    "$TONGBAO" diff --format ndjson "$q2" "$q3" | grep '"type":"change"' |
        sed 's/.*"kind":"\([a-z_]*\)".*"why":"\([a-z-]*\)".*/\1 \2/' | sort >of-diff
    "$TONGBAO" run -e 'for _, c in ipairs(reports[2].changes) do print(c.kind .. " " .. c.why) end' "$q2" "$q3" |
        sort >of-checks
    [ "$(wc -l <of-diff)" -ge 100 ]
    diff of-diff of-checks
}
