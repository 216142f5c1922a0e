#!/usr/bin/env bats
# The life of findings: baseline.tsv is written, read, and holds on when a bulletin is renumbered, a
# message reworded, a new quarter comes; what grows without a reason is noticed.

bats_require_minimum_version 1.5.0

setup() {
    [ -x "$TONGBAO" ] || skip "the program is not built"
    mkdir -p "$BATS_TEST_TMPDIR/w" && cd "$BATS_TEST_TMPDIR/w" || return 1
    export XDG_CONFIG_HOME=$BATS_TEST_TMPDIR/config XDG_STATE_HOME=$BATS_TEST_TMPDIR/state
    unset NO_COLOR COLUMNS LANG LC_MESSAGES
    echo 'return workspace {}' >tongbao.lua
    q2=$TB_TEST_DATA/samples/qinghe-2024q2.txt q3=$TB_TEST_DATA/samples/qinghe-2024q3.txt
}

# A small bulletin: three tasks, two of them short of their target.
report() {
    printf '某区2024年重点工作第三季度进展情况\n序号\t任务\t三季度目标\t责任单位\t三季度进展\n' >report.txt
    printf '%s\t建设充电桩\t建成充电桩40个。\t区住建局\t已建成充电桩22个，其余正在施工。\n' "${1:-1}" >>report.txt
    printf '%s\t培训医生\t培训医生30人。\t区卫健委\t已培训医生%s人。\n' "${2:-2}" "${3:-12}" >>report.txt
}

check() {
    "$TONGBAO" check --only target-missed "$@" report.txt
}

# states FILE…: "rule-count state disposition" of JSON.
states() {
    "$TONGBAO" check --format ndjson "$@" | python3 -c '
import collections, json, sys
lines = [json.loads(line) for line in sys.stdin]
count = collections.Counter(f["state"] + " " + f["disposition"] for f in lines[:-1])
for key in sorted(count): print(count[key], key)'
}

@test "without a baseline every finding is new" {
    report
    [ "$(states --only target-missed report.txt)" = "2 new unreviewed" ]
    run -0 check
    [[ $output != *baseline* ]] && [[ $output != *已知* ]]
}

@test "write notes every finding once; writing again changes nothing" {
    report
    run -0 check --baseline write --lang en
    [[ $output == *"noted 2 findings"* ]]
    [ "$(grep -c '^#' baseline.tsv)" -eq 3 ]
    [ "$(grep -vc '^#' baseline.tsv)" -eq 2 ]
    awk -F '\t' '!/^#/ && (NF != 9 || length($9) != 16 || $2 != "unreviewed" || $7 != "2024Q3" || $8 !~ /^target-missed 2024-/) { exit 1 }' baseline.tsv
    cp baseline.tsv before
    run -0 check --baseline write --lang en
    [[ $output == *"noted 0 findings"* ]]
    cmp baseline.tsv before
    [ "$(states --only target-missed report.txt)" = "2 known unreviewed" ]
    [ "$(ls)" = "baseline.tsv
before
report.txt
tongbao.lua" ]
}

@test "equal runs write equal files, whatever the number of processes" {
    for jobs in 1 2 5; do
        rm -f baseline.tsv
        "$TONGBAO" check --baseline write --jobs $jobs -q "$q2" "$q3" "$q3" >/dev/null
        cp baseline.tsv ../baseline.$jobs
        cmp ../baseline.1 ../baseline.$jobs
    done
    [ -z "$(cut -f 1 baseline.tsv | grep -v '^#' | sort | uniq -d)" ]
}

@test "it holds on when items are renumbered, and when a message is reworded" {
    report
    mkdir -p plugins/checks/mine
    code() {
        printf 'return check { id = "mine", title = "t", each_item = function(item, opt, flag)\n  for _, p in ipairs(item:find_any("result", { "正在" })) do flag { at = p, message = "%s" } end\nend }\n' "$1" >plugins/checks/mine/check.lua
    }
    code "one wording"
    "$TONGBAO" check --only target-missed --only mine --baseline write --reason r report.txt
    report 17 5
    code "quite another"
    run -0 "$TONGBAO" check --only target-missed --only mine --baseline strict report.txt
    [ "$(states --only target-missed --only mine report.txt)" = "3 known unreviewed" ]
}

@test "another figure is another finding" {
    report
    check --baseline write --reason r
    report 1 2 13
    [ "$(states --only target-missed report.txt)" = "1 known unreviewed
1 new unreviewed" ]
    run -1 --separate-stderr check --baseline strict --lang en
    [[ $stderr == *"1 findings are not in baseline.tsv"* ]]
    [[ $output == *"1 lines of baseline.tsv are not found"* ]]
    run -0 check -v --lang en
    [[ $output == *"baseline.tsv:"*"not found: target-missed 2024-"*12人* ]]
}

@test "judgements of one quarter hold in the next, where task and figures are the same" {
    "$TONGBAO" check --baseline write --reason 存量 "$q2" >/dev/null
    states "$q3" >out
    known=$(awk '$2 == "known" { print $1 }' out) new=$(awk '$2 == "new" { print $1 }' out)
    echo "known $known, new $new"
    [ "$known" -ge 10 ] && [ "$new" -ge 10 ]
    # Some have other figures than in the second quarter: their judgement is carried.
    [ "$("$TONGBAO" check --format ndjson "$q3" | grep -c '"period":"2024Q2","carried":true')" -ge 1 ]
    run -1 "$TONGBAO" check -q --baseline strict "$q3"
    "$TONGBAO" check --baseline write --reason 新增 "$q3" >/dev/null
    run -0 "$TONGBAO" check -q --baseline strict "$q2" "$q3"
}

# The small bulletin of another quarter: 充电桩 $1 of 60, 医生 $2 of 30.
quarter() {
    sed -e "s/第三季度/第$3季度/; s/三季度/$3季度/g; s/充电桩40个/充电桩60个/; s/充电桩22个/充电桩$1个/; s/医生12人/医生$2人/" report.txt
}

# found PERIOD-FILE: number, state, disposition and where it comes from, of each finding.
found() {
    "$TONGBAO" check --only target-missed --format ndjson "$@" | python3 -c '
import json, sys
for line in list(sys.stdin)[:-1]:
    f = json.loads(line)
    j = f["judgement"] or {}
    print(f["no"], f["state"], f["disposition"], j.get("reason"), j.get("reply"), j.get("period"), j.get("carried"))'
}

@test "a judgement is carried to the next period by item, shown, and never suppresses other figures" {
    report
    check --baseline write
    sed -i '/22个/s/unreviewed\t\t\t\t/explained\t雨季\t王\t\t十月底前补齐/; /12人/s/unreviewed\t/asked\t已发函/' baseline.tsv
    [ "$(found report.txt)" = "1 suppressed explained 雨季 十月底前补齐 2024Q3 False
2 known asked 已发函 None 2024Q3 False" ]
    quarter 30 12 四 >q4.txt # one with other figures, one with the same
    [ "$(found q4.txt)" = "1 known explained 雨季 十月底前补齐 2024Q3 True
2 known asked 已发函 None 2024Q3 False" ]
    run -0 "$TONGBAO" check --lang zh --only target-missed q4.txt
    [[ $output == *"（2024Q3 有解释）"*"判断：雨季；王"*"答复：十月底前补齐"*"（已知，已询问）"*"判断：已发函"* ]]
    [[ $output == *"新 0，已知 2，不再列出 0"* ]]
    run -0 "$TONGBAO" check --lang en --only target-missed q4.txt
    [[ $output == *"(2024Q3: explained)"*"judged: 雨季; 王"*"reply: 十月底前补齐"* ]]
    run -0 "$TONGBAO" check --only target-missed --baseline strict q4.txt

    # What is written down of it is to be looked at again, with the reason there was.
    "$TONGBAO" check --only target-missed --baseline write q4.txt
    [ "$(grep -c 2024Q4 baseline.tsv)" -eq 1 ]
    [[ $(tail -n 1 baseline.tsv) == *$'\tunreviewed\t\t\t\t\t2024Q4\ttarget-missed 2024-001 '* ]]
    sed -i '$s/unreviewed\t/confirmed\t未补齐/' baseline.tsv
    [ "$(found q4.txt | head -n 1)" = "1 known confirmed 未补齐 None 2024Q4 False" ]

    # Not to an earlier period, nor to another figure of the same one, nor to another task.
    grep -v 2024Q3 baseline.tsv >later && mv later baseline.tsv
    [ "$(found report.txt)" = "1 new unreviewed None None None None
2 new unreviewed None None None None" ]
    quarter 31 9 四 >revised.txt
    [ "$(found revised.txt | head -n 1)" = "1 new unreviewed None None None None" ]
}

@test "a judgement follows a task that was reworded, where the bulletin before is at hand" {
    report
    check --baseline write
    sed -i '/22个/s/unreviewed\t/confirmed\t雨季/' baseline.tsv
    quarter 30 40 四 | sed 's/\t建设充电桩\t/\t加快建设公共充电桩\t/' >q4.txt
    [ "$(found q4.txt)" = "1 new unreviewed None None None None" ]
    [ "$(found --previous report.txt q4.txt)" = "1 known confirmed 雨季 None 2024Q3 True" ]
    # Out of the history, over more than one quarter; another task stays another one.
    "$TONGBAO" history add report.txt --series s >/dev/null
    "$TONGBAO" history add q4.txt --series s >/dev/null
    sed 's/2024年/2025年/; s/第四季度/第一季度/; s/四季度/一季度/g; s/加快建设/持续建设/' q4.txt >q1.txt
    "$TONGBAO" history add q1.txt --series s >/dev/null
    [ "$(found s@2025Q1)" = "1 known confirmed 雨季 None 2024Q3 True" ]
    sed 's/\t加快建设公共充电桩\t建成充电桩/\t修建农村道路\t建成亭子/; s/建成充电桩30个/建成亭子30个/' q4.txt >other.txt
    [[ $(found --previous report.txt other.txt) == *"new unreviewed"* ]]
}

@test "checks see what was asked before and not answered, of tasks that were reworded too" {
    report
    check --baseline write
    open_ones() {
        "$TONGBAO" check --only disposition-open --format ndjson "$@" | python3 -c '
import json, sys
for line in list(sys.stdin)[:-1]:
    f = json.loads(line)
    print(f["no"], f["message"]["zh"])'
    }
    quarter 30 15 四 >q4.txt
    [ -z "$(open_ones q4.txt)" ] # nothing was asked
    sed -i '/12人/s/unreviewed\t/asked\t已发函/' baseline.tsv
    [ "$(open_ones q4.txt)" = "2 2024Q3通报的问题（target-missed）已向单位询问，尚未记下答复" ]
    [ -z "$(open_ones report.txt)" ] # it was asked about this very bulletin
    [[ $("$TONGBAO" run -e "return reports[1].items[2].dispositions[1].disposition" q4.txt) == asked ]]
    run -0 "$TONGBAO" export q4.txt --to sarif -o -
    [[ $output == *disposition-open* ]]
    # Another wording is the same task where the bulletin before is at hand; to explain, too.
    sed 's/\t培训医生\t/\t加强乡村医生队伍培训\t/' q4.txt >reworded.txt
    [ -z "$(open_ones reworded.txt)" ]
    [ -n "$(open_ones --previous report.txt reworded.txt)" ]
    run -0 "$TONGBAO" explain --lang zh --item 2 --previous report.txt reworded.txt
    [[ $output == *disposition-open* && $output == *"（2024Q3 已询问）"* ]]
    # Answered.
    sed -i '/12人/s/\t已发函\t\t\t/\t已发函\t\t\t十月补训/' baseline.tsv
    [ -z "$(open_ones q4.txt)" ]
}

@test "what was confirmed or asked keeps that when it is written down in the next period" {
    report
    check --baseline write
    sed -i '/12人/s/unreviewed\t\t/asked\t已发函\t张/' baseline.tsv
    quarter 22 15 四 >q4.txt
    "$TONGBAO" check --only target-missed --baseline write --reason 其他 q4.txt
    [[ $(grep 15人 baseline.tsv) == *$'\tasked\t已发函\t张\t\t\t2024Q4\t'* ]]
    # Past its day nothing is carried.
    sed -i '/12人/s/\t\t\t2024Q3/\t2024-12-01\t\t2024Q3/; /15人/d' baseline.tsv
    run -0 "$TONGBAO" check --only target-missed --now 2024-12-02 --lang en q4.txt
    [[ $output == *"(past its day, asked)"*"until 2024-12-01"* ]]
}

@test "dispositions: what was settled is passed over and counted, the rest is marked" {
    report
    check --baseline write
    sed -i '4s/unreviewed\t/asked\t已发函/; 5s/unreviewed\t/explained\t雨季/' baseline.tsv
    [ "$(states --only target-missed report.txt)" = "1 known asked
1 suppressed explained" ]
    run -0 check --lang en
    [ "$(grep -c '\[target-missed\]' <<<"$output")" -eq 1 ]
    [[ $output == *"[target-missed] (known, asked)"* ]]
    [[ $output == *"; 0 new, 1 known, 1 settled"* ]]
    run -0 check --all --lang zh
    [ "$(grep -c '\[target-missed\]' <<<"$output")" -eq 2 ]
    [[ $output == *"（已知，有解释）"* ]]
    run -0 check -q
    [ "${#lines[@]}" -eq 1 ]
    sed -i 's/explained/false_alarm/' baseline.tsv
    [ "$(states --only target-missed report.txt)" = "1 known asked
1 suppressed false_alarm" ]
    run -0 check --baseline strict
}

@test "growth without a reason fails under strict" {
    report
    run -1 --separate-stderr check --baseline strict --lang en
    [[ $stderr == *"2 findings are not in baseline.tsv"* ]]
    check --baseline write
    run -1 --separate-stderr check --baseline strict --lang en
    [[ $stderr == *"2 findings have no reason"* ]]
    sed -i 's/unreviewed\t/unreviewed\twhy/' baseline.tsv
    run -0 check --baseline strict
}

@test "past its day a line holds no longer, and is named" {
    report
    check --baseline write --reason r
    sed -i '4s/unreviewed\tr\t\t/explained\tr\t张\t2024-10-31/' baseline.tsv
    run -0 check --baseline strict --now 2024-10-31
    run -1 --separate-stderr check --baseline strict --now 2024-11-01 --lang en
    [[ $output == *"(past its day, explained)"* ]]
    [[ $output == *"baseline.tsv:4: past its day, counts as new again: target-missed"* ]]
    run -0 --separate-stderr check --now 2024-11-01 --format json
    [ "$(printf '%s' "$output" | python3 -c '
import json, sys
summary = json.load(sys.stdin)["summary"]
print(summary["new"], summary["known"], summary["fixed"], [line["line"] for line in summary["expired"]])')" = "1 1 0 [4]" ]
}

@test "with a baseline --fail-on counts what is new" {
    report
    run -1 check -q --fail-on warning
    check --baseline write
    run -0 check -q --fail-on warning
    report 1 2 13
    run -1 check -q --fail-on warning
}

@test "what people wrote is never changed or lost" {
    report
    check --baseline write
    sed -i '4s/.*/&　备注/; 5s/unreviewed\t/asked\t已发函/' baseline.tsv
    printf '# 王：先问住建局\n' >>baseline.tsv
    truncate -s -1 baseline.tsv # no line end at the end
    cp baseline.tsv before
    report 1 2 13
    check --baseline write
    head -c "$(stat -c %s before)" baseline.tsv | cmp - before
    [ "$(grep -vc '^#' baseline.tsv)" -eq 3 ]
}

@test "bad lines are errors with their place, and nothing is checked" {
    report
    check --baseline write
    cp baseline.tsv good
    print=$(sed -n 4p good | cut -f 1)
    bad() {
        cp good baseline.tsv
        printf "$1\n" >>baseline.tsv
        run -2 --separate-stderr check --lang en
        echo "$stderr"
        [ -z "$output" ]
        [[ $stderr == *"baseline.tsv:6:1: "*"$2"* ]]
        run -2 check --baseline write --lang zh
        [ "$(tail -n 1 baseline.tsv)" = "$(printf "$1")" ]
    }
    bad '0123\texplained' "a fingerprint of 16 digits"
    bad '0123456789ABCDEF\texplained' "a fingerprint of 16 digits"
    bad '0123456789abcdef\texplaned' "did you mean explained"
    bad '0123456789abcdef\tsolved' "asked"
    bad '0123456789abcdef' "fields"
    bad '0123456789abcdef\tasked\t\t\t31.12.2024' "a day such as"
    bad '0123456789abcdef\tasked\t\t\t2024-13-01' "a day such as"
    bad '0123456789abcdef\tasked\t\t\t\t\t2024Q5' "a period such as"
    bad '0123456789abcdef\tasked\t1\t2\t\t4\t\t6\t\t8' "fields"
    bad "$print\tasked" "is that of line 4"
}

@test "a baseline needs a workspace; a file that cannot be written stays as it was" {
    report
    run -2 --separate-stderr "$TONGBAO" check --baseline write --lang en -C .. report.txt
    cp report.txt .. && cd .. && rm -rf w/baseline.tsv
    run -2 --separate-stderr "$TONGBAO" check --baseline write --lang en report.txt
    [[ $stderr == *"tongbao new workspace"* ]]
    cd w
    check --baseline write
    run -2 check --reason x
    run -2 check --baseline write --reason $'a\tb'
    run -2 check --baseline nosuch
    [ "$(id -u)" -ne 0 ] || skip "root writes everywhere"
    cp baseline.tsv ../before
    chmod a-w .
    report_line='3\t修路\t修路9公里。\t区交通局\t已修路3公里。'
    printf "$report_line\n" >>report.txt
    run -6 check --baseline write
    cmp baseline.tsv ../before
    chmod u+w .
}

@test "JSON with a baseline is valid" {
    "$TONGBAO" check --baseline write "$q2" >/dev/null
    for format in json ndjson; do
        "$TONGBAO" check --format $format "$q3" >out
        run python3 "$TB_SOURCE/tests/cli/schema.py" "$TB_SOURCE/docs/formats/findings.schema.json" \
            $([ $format = json ] || echo --lines) <out
        [ "$status" -ne 77 ] || skip "python3-jsonschema is missing"
        echo "$output"
        [ "$status" -eq 0 ]
    done
}
