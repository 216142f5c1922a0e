#!/usr/bin/env bats
# tongbao plugins list, show, grant: what plugins ask for, and that a grant holds for one content only.

bats_require_minimum_version 1.5.0

setup() {
    [ -x "$TONGBAO" ] || skip "the program is not built"
    mkdir -p "$BATS_TEST_TMPDIR/w/plugins/checks/asks" "$BATS_TEST_TMPDIR/w/plugins/fetchers/gets" || return 1
    cd "$BATS_TEST_TMPDIR/w" || return 1
    export XDG_CONFIG_HOME=$BATS_TEST_TMPDIR/config XDG_STATE_HOME=$BATS_TEST_TMPDIR/state
    unset NO_COLOR COLUMNS LANG LC_MESSAGES
    echo 'return workspace { checks = { asks = { limit = 7 } } }' >tongbao.lua
    echo 'return check { id = "asks", title = "asks", history = true, options = { limit = { default = 5 } }, each_item = function() end }' >plugins/checks/asks/check.lua
    echo 'return fetcher { id = "gets", title = "gets", hosts = { "www.example.gov.cn", "$source" }, discover = function() end, fetch = function() end }' >plugins/fetchers/gets/fetcher.lua
}

@test "list is what plugins alone gives" {
    "$TONGBAO" plugins >one
    "$TONGBAO" plugins list >two
    cmp one two
    run -0 "$TONGBAO" plugins list asks gets
    [ "$(grep -cE "^(asks|gets)" <<<"$output")" -eq 2 ]
    run -2 "$TONGBAO" plugins list nosuch
}

@test "show gives options with their origin, and what is asked and granted" {
    run -0 "$TONGBAO" plugins show asks --lang en
    [[ $output == *"limit = 7 (workspace, tongbao.lua:1), by default 5"* ]]
    [[ $output == *"asks to: read the snapshots of earlier periods (not granted)"* ]]
    run -0 "$TONGBAO" plugins show gets --lang zh
    [[ $output == *"要求：访问网站 www.example.gov.cn（未授权）"* ]]
    run -0 "$TONGBAO" plugins show blank-cell --lang en
    [[ $output == *"asks for nothing"* ]]
}

@test "a grant holds for this content only, and lies in the user's folder" {
    run -0 "$TONGBAO" plugins grant asks gets --lang en
    [[ $output == *"granted to checks/asks"*"read the snapshots"*"granted to fetchers/gets"*"fetch from www.example.gov.cn"* ]]
    [ -f "$XDG_STATE_HOME/tongbao/grants.tsv" ]
    [ -z "$(find . -name 'grants*')" ]
    run -0 "$TONGBAO" plugins show asks --lang en
    [[ $output == *"(granted)"* ]]
    echo '-- changed' >>plugins/checks/asks/check.lua
    run -0 "$TONGBAO" plugins show asks gets --lang en
    [[ $output == *"earlier periods (not granted)"*"www.example.gov.cn (granted)"* ]]
    run -0 "$TONGBAO" plugins grant asks --lang en
    run -0 "$TONGBAO" plugins show asks --lang en
    [[ $output == *"(granted)"* ]]
}

@test "a plugin does not run before it is granted what it asks for" {
    sample=$TB_TEST_DATA/samples/qinghe-2024q3.txt
    mkdir -p plugins/checks/free
    echo 'return check { id = "free", title = "free", must = function() return false end }' >plugins/checks/free/check.lua
    echo 'return check { id = "asks", title = "asks", history = true, must = function() return false end }' >plugins/checks/asks/check.lua
    echo 'return workspace {}' >tongbao.lua
    for jobs in 1 2; do
        run -4 --separate-stderr "$TONGBAO" check --jobs $jobs --format ndjson --only asks --only free "$sample" "$sample"
        [ "$(grep -c '"rule":"free"' <<<"$output")" -eq 94 ]
        [ "$(grep -c '"rule":"asks"' <<<"$output")" -eq 0 ]
        [ "$(grep -c '"plugin":"asks","cause":"grant"' <<<"$output")" -eq 1 ]
        [[ $output == *"plugin asks was not run: what it asks for is not granted: history; \`tongbao plugins grant asks\` grants it"* ]]
        [[ $output == *"插件 asks 没有运行：它要求的没有授权：history；tongbao plugins grant asks 可授权"* ]]
    done
    # Cases bring what they need with them.
    echo 'return { { name = "a", item = { task = "x" }, expect = { {} } } }' >plugins/checks/asks/cases.lua
    run -0 "$TONGBAO" test asks
    run -0 "$TONGBAO" plugins grant asks
    run -0 --separate-stderr "$TONGBAO" check --format ndjson --only asks --only free "$sample"
    [ "$(grep -c '"rule":"asks"' <<<"$output")" -eq 47 ]
    echo '-- changed' >>plugins/checks/asks/check.lua
    run -4 "$TONGBAO" check --format ndjson --only asks "$sample"
}

@test "what asks for nothing is granted nothing" {
    run -0 "$TONGBAO" plugins grant blank-cell --lang en
    [[ $output == *"asks for nothing"* ]]
    [ ! -e "$XDG_STATE_HOME/tongbao/grants.tsv" ]
}

@test "bad requests, a broken file, a folder that cannot be written" {
    run -2 "$TONGBAO" plugins grant --lang en
    [[ $output == *"plugins grant NAME"* ]]
    run -2 "$TONGBAO" plugins show
    run -2 "$TONGBAO" plugins grant nosuch
    run -2 "$TONGBAO" plugins show asks --format json
    mkdir -p "$XDG_STATE_HOME/tongbao"
    echo 'nonsense' >"$XDG_STATE_HOME/tongbao/grants.tsv"
    run -2 "$TONGBAO" plugins show asks --lang en
    [[ $output == *"grants.tsv:1"* ]]
    rm -r "$XDG_STATE_HOME"
    touch "$XDG_STATE_HOME"
    run -6 "$TONGBAO" plugins grant asks
}
