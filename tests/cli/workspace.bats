#!/usr/bin/env bats
# What a workspace brings to the reading: words, scales of status. Each counts, and each bad line is
# named with its place.

bats_require_minimum_version 1.5.0

setup() {
    [ -x "$TONGBAO" ] || skip "the program is not built"
    cd "$BATS_TEST_TMPDIR" || return 1
    export XDG_CONFIG_HOME=$BATS_TEST_TMPDIR/config XDG_STATE_HOME=$BATS_TEST_TMPDIR/state
    unset NO_COLOR COLUMNS LANG LC_MESSAGES
    mkdir -p desk/lexicon desk/profiles
    echo 'return workspace {}' >desk/tongbao.lua
    printf '%s\n' '某区2024年重点工作第三季度进展情况' $'序号\t任务\t三季度目标\t责任单位\t三季度进展' \
        $'1\t盘活楼宇\t完成技改项目40件以上，培训12人。\t区住建局\t完成技改项目22件，维修设备9件。' \
        $'2\t修路\t建成道路。\t区交通局\t受雨季影响，推迟至11月底建成。' >report.txt
}

status() { # FIELD ITEM: of an item's status, as JSON
    "$TONGBAO" show -C desk --format ndjson report.txt | grep '"type":"item"' | sed -n "${2}p" |
        grep -o '"status":{"label.*' | grep -o "\"$1\":[^,]*" | head -n 1
}

@test "a scale that is built in is chosen by its name" {
    [ "$(status label 2)" = '"label":"delayed"' ]
    echo 'return workspace { profile = "jinzhai" }' >desk/tongbao.lua
    [ "$(status label 2)" = '"label":"behind"' ]
    [ "$(status reported 2)" = '"reported":"delayed"' ]
}

@test "a scale of the workspace counts before a built-in one of its name" {
    echo 'return workspace { profile = "jinzhai" }' >desk/tongbao.lua
    printf 'label\tdelayed\t*\t*\tsuspended\t-\tours\n' >desk/profiles/jinzhai.tsv
    [ "$(status label 2)" = '"label":"suspended"' ]
}

@test "a bad line of a scale, and a scale that is not there, are named" {
    echo 'return workspace { profile = "ours" }' >desk/tongbao.lua
    run -2 "$TONGBAO" check -C desk --lang en report.txt
    [[ $output == *"tongbao.lua:1:"*"there is no profile 'ours'"*"profiles/ours.tsv"* ]]
    printf '# ours\nnear\t95\n' >desk/profiles/ours.tsv
    run -2 "$TONGBAO" check -C desk --lang en report.txt
    [[ $output == *"profiles/ours.tsv:2"*"near"*"95"* ]]
}

@test "words of the workspace are read; a bad line is named" {
    printf 'year\t秋收前\tours\n' >desk/lexicon/pairing.tsv
    "$TONGBAO" show -C desk --format json report.txt >/dev/null
    printf '# ours\nverbs\t盘活\n' >desk/lexicon/pairing.tsv
    run -2 "$TONGBAO" show -C desk --lang en report.txt
    [[ $output == *"lexicon/pairing.tsv:2"*"'verbs'"* ]]
    rm desk/lexicon/pairing.tsv
    printf 'N月\tmonths\n' >desk/lexicon/periods.tsv
    run -2 "$TONGBAO" show -C desk --lang en report.txt
    [[ $output == *"lexicon/periods.tsv:1"*"should have 2 times N, found 1"* ]]
    rm desk/lexicon/periods.tsv
    : >desk/lexicon/accepted.tsv
    run -2 "$TONGBAO" show -C desk --lang en report.txt
    [[ $output == *"there is no lexicon 'accepted'"* ]]
}

@test "why two figures were paired is told in the reader's language" {
    run -0 "$TONGBAO" explain --lang zh --item 1 report.txt
    [[ $output == *"单位相同；所指相似度"* ]]
    run -0 "$TONGBAO" explain --lang en --item 1 report.txt
    [[ $output == *"why: same unit; likeness of what they measure"* ]]
    [[ $output != *"相似度"* ]]
    run -0 "$TONGBAO" show --format ndjson report.txt
    [[ $output == *'"why":"unit=same likeness='* ]]
}
