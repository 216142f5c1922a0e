#!/usr/bin/env bats
# Beginning: tongbao new workspace, tongbao new check; what they make works, and nothing is written over.

bats_require_minimum_version 1.5.0

setup() {
    [ -x "$TONGBAO" ] || skip "the program is not built"
    cd "$BATS_TEST_TMPDIR" || return 1
    export XDG_CONFIG_HOME=$BATS_TEST_TMPDIR/config XDG_STATE_HOME=$BATS_TEST_TMPDIR/state
    unset NO_COLOR COLUMNS LANG LC_MESSAGES
    sample=$TB_TEST_DATA/samples/qinghe-2024q3.txt
}

@test "a new workspace has settings, explained, and its folders" {
    for lang in zh en; do
        run -0 "$TONGBAO" --lang $lang new workspace a/b-$lang
        [[ $output == *"a/b-$lang"* ]]
        for folder in plugins lexicon profiles; do [ -d a/b-$lang/$folder ]; done
        grep -q '^ *--.*checks' a/b-$lang/tongbao.lua
        # It counts as it stands, and with every setting made to count.
        run -0 "$TONGBAO" doctor -C a/b-$lang
        sed -i -E 's/^( *)-- (contact|limits|\[)/\1\2/' a/b-$lang/tongbao.lua
        run -0 "$TONGBAO" doctor -C a/b-$lang
        [[ $output == *"checks.target-missed.tolerance"*0.02*"tongbao.lua:"* ]]
        run -0 "$TONGBAO" check -C a/b-$lang -q "$sample"
    done
}

@test "a new workspace here, and nothing is written over" {
    mkdir w && cd w
    run -0 "$TONGBAO" new workspace
    echo '-- mine' >>tongbao.lua
    cp tongbao.lua before
    run -2 "$TONGBAO" new workspace --lang en
    [[ $output == *"tongbao.lua: is there already"* ]]
    cmp tongbao.lua before
    ln -s nowhere ../link
    mkdir ../v && ln -s nowhere ../v/tongbao.lua
    run -2 "$TONGBAO" new workspace ../v
    [ ! -e ../v/nowhere ]
    touch ../file
    run -6 "$TONGBAO" new workspace ../file/x
}

@test "a new check fails until it is written, then passes and finds something" {
    "$TONGBAO" new workspace w
    mkdir -p w/below
    cd w/below
    for lang in zh en; do
        run -0 "$TONGBAO" --lang $lang new check promises-$lang
        folder=../plugins/checks/promises-$lang
        [ -f $folder/check.lua ] && [ -f $folder/cases.lua ]
        run -1 --separate-stderr "$TONGBAO" test promises-$lang
        [[ $output == *"1 passed, 1 failed"* ]]
        # The case that fails says what to write.
        [[ $output == *check.lua* ]]
        sed -i 's/要找的词/下一步将/' $folder/check.lua
        run -0 "$TONGBAO" test promises-$lang
        [[ $output == *"2 passed, 0 failed"* ]]
        printf '某区2024年重点工作第三季度进展情况\n序号\t任务\t三季度目标\t责任单位\t进展\n1\t建公园\t建成1座\t区住建局\t下一步将加快建设。\n' >report.txt
        run -0 "$TONGBAO" check -q --only promises-$lang report.txt
        [ "${#lines[@]}" -eq 1 ]
    done
}

@test "a new check: the name, the place" {
    run -2 "$TONGBAO" new check mine --lang en
    [[ $output == *"tongbao new workspace"* ]]
    run -2 "$TONGBAO" new check mine --lang zh
    [[ $output == *"tongbao new workspace"* ]]
    "$TONGBAO" new workspace w
    for name in Mine my_check ../mine a/b "" "$(printf '%65s' | tr ' ' a)" -- 检查; do
        run -2 "$TONGBAO" new check -C w -- "$name"
    done
    run -2 --separate-stderr "$TONGBAO" new check -C w target-missed --lang en
    [[ $stderr == *"bundled"* ]]
    run -0 "$TONGBAO" new check -C w mine
    echo kept >w/plugins/checks/mine/check.lua
    run -2 "$TONGBAO" new check -C w mine
    [ "$(cat w/plugins/checks/mine/check.lua)" = kept ]
    [ "$(ls w/plugins/checks)" = mine ]
}

@test "what to make has to be said" {
    run -2 "$TONGBAO" new --lang en
    [[ $output == *"new workspace DIR, or tongbao new check NAME"* ]]
    run -2 "$TONGBAO" new check --lang en
    [[ $output == *"new check NAME"* ]]
    run -2 "$TONGBAO" new worksapce --lang en
    [[ $output == *"did you mean tongbao new workspace"* ]]
}

@test "a new export fails until it is written, then passes and writes" {
    "$TONGBAO" new workspace w
    cd w
    for lang in zh en; do
        run -0 "$TONGBAO" --lang $lang new export mine-$lang
        run -1 --separate-stderr "$TONGBAO" test mine-$lang --lang en
        [[ $output == *"0 passed, 1 failed"* ]]
        sed -i 's/item.task or "", "\\n"/item.task or "", "\\t", item.result or "", "\\n"/' plugins/exports/mine-$lang/export.lua
        run -0 "$TONGBAO" test mine-$lang --lang en
        run -0 "$TONGBAO" export --to mine-$lang "$sample"
        [ "${#lines[@]}" -gt 40 ]
    done
    run -2 "$TONGBAO" new export csv --lang en
    [[ $output == *"bundled"* ]]
    run -2 "$TONGBAO" new exprot x --lang en
    [[ $output == *"did you mean tongbao new export"* ]]
}

@test "a new fetcher fails until it is written, then passes, and fetches once it is granted" {
    "$TONGBAO" new workspace w
    cd w
    for lang in zh en; do
        run -0 "$TONGBAO" --lang $lang new fetcher mine-$lang
        run -1 --separate-stderr "$TONGBAO" test mine-$lang --lang en
        [[ $output == *"0 passed, 1 failed"* ]]
        sed -i 's/标题里的词/重点工作/' plugins/fetchers/mine-$lang/fetcher.lua
        run -0 "$TONGBAO" test mine-$lang --lang en
        [[ $output == *"1 passed, 0 failed"* ]]
    done
    run -0 "$TONGBAO" plugins --lang en
    [[ $output == *mine-en* ]]
    run -0 "$TONGBAO" plugins grant mine-en
    run -2 "$TONGBAO" new fetcher direct --lang en
    [[ $output == *"bundled"* ]]
    run -2 "$TONGBAO" new fecther x --lang en
    [[ $output == *"did you mean tongbao new fetcher"* ]]
}
