#!/usr/bin/env bats
# pins.tsv: what people decided counts over what is read, and is shown; a pin that finds nothing is told.

bats_require_minimum_version 1.5.0

setup() {
    [ -x "$TONGBAO" ] || skip "the program is not built"
    cd "$BATS_TEST_TMPDIR" || return 1
    export XDG_CONFIG_HOME=$BATS_TEST_TMPDIR/config XDG_STATE_HOME=$BATS_TEST_TMPDIR/state
    unset NO_COLOR COLUMNS LANG LC_MESSAGES
    mkdir -p desk
    echo 'return workspace {}' >desk/tongbao.lua
    printf '%s\n' '某区2024年重点工作第三季度进展情况' $'序号\t任务\t三季度目标\t责任单位\t三季度进展' \
        $'1\t技改\t完成技改项目40件以上。\t区工信局\t完成技改项目22件，完成设备更新41件。' >report.txt
}

pin() { # KIND REF ITEM VALUE: the only line of pins.tsv
    printf '# ours\n%s\t%s\t%s\t%s\t李\t两项合计口径\n' "$@" >desk/pins.tsv
}

item() {
    "$TONGBAO" show -C desk --format ndjson report.txt | grep '"type":"item"'
}

@test "a pair that people decided takes the place of the one that was read, and says whose it is" {
    [[ $(item) == *'"attainment":"0.5500"'* ]]
    pin pair desk@2024Q3 2024-001 '40件以上=41件'
    [[ $(item) == *'"attainment":"1.0250"'*'"why":"pin by=李 reason=两项合计口径"'* ]]
    [[ $(item) != *'"attainment":"0.5500"'* ]]
    run -0 "$TONGBAO" explain -C desk --lang en --item 1 report.txt
    [[ $output == *"decided by 李: 两项合计口径"* ]]
    pin pair @2024Q3 2024-001 '40件以上=-'
    [[ $(item) != *'"side":"period"'* ]]
}

@test "a status that people decided is the only one accepted, and flagged" {
    pin status @2024Q3 2024-001 completed
    [[ $(item) == *'"status":{"label":"completed","accepted":["completed"]'*'"pinned"'* ]]
}

@test "a pin of another period does nothing; one that finds nothing is told" {
    pin status @2024Q2 2024-001 suspended
    [[ $(item) != *pinned* ]]
    pin status @2024Q3 2024-099 suspended
    run -0 "$TONGBAO" show -C desk --format json report.txt
    [[ $output == *'"kind":"pin"'*'pins.tsv:2: 2024-099'* || $output == *'"pin"'*'pins.tsv:2: 2024-099'* ]]
    pin pair @2024Q3 2024-001 '40件以上=99件'
    run -0 "$TONGBAO" show -C desk --format json report.txt
    [[ $output == *'pins.tsv:2: 99件'* ]]
}

@test "a bad line is named" {
    while IFS= read -r line; do
        printf '# ours\n%b\n' "$line" >desk/pins.tsv
        run -2 "$TONGBAO" check -C desk --lang en report.txt
        [[ $output == *"pins.tsv:2"* ]]
    done <<'LINES'
pin\t@2024Q3\t2024-001\tcompleted\tli
status\t2024\t2024-001\tcompleted\tli
status\t@latest\t2024-001\tcompleted\tli
status\t@2024Q3\t2024-001\tdone\tli
status\t@2024Q3\t2024-001\tcompleted\t
pair\t@2024Q3\t2024-001\t40件以上\tli
status\t@2024Q3\t2024-001
LINES
}
