#!/usr/bin/env bats
# Errors in a plugin show the line they are in, with carets under the word that is meant.

bats_require_minimum_version 1.5.0

setup() {
    [ -x "$TONGBAO" ] || skip "the program is not built"
    mkdir -p "$BATS_TEST_TMPDIR/w/plugins/checks/mine" && cd "$BATS_TEST_TMPDIR/w" || return 1
    export XDG_CONFIG_HOME=$BATS_TEST_TMPDIR/config XDG_STATE_HOME=$BATS_TEST_TMPDIR/state
    unset NO_COLOR COLUMNS LANG LC_MESSAGES
    echo 'return workspace {}' >tongbao.lua
    printf '某区2024年重点工作第三季度进展情况\n序号\t任务\t三季度进展\n1\t修路\t已修3公里。\n' >report.txt
}

# fails LINE… EXPECTED: a check of these lines; its error shows the expected lines.
fails() {
    printf '%s\n' "return check { id = \"mine\"," "${@:1:$#-1}" "}" >plugins/checks/mine/check.lua
    run -4 --separate-stderr "$TONGBAO" check --only mine --lang en report.txt
    echo "$output"
    [[ $output == *"${*: -1}"* ]]
}

@test "unknown fields, values, hooks and names are marked under Chinese text too" {
    fails 'titel = "有牵头单位", must = print' '  2 | titel = "有牵头单位", must = print
      ^^^^^'
    fails 'title = "有牵头", each_itme = print' '  2 | title = "有牵头", each_itme = print
                        ^^^^^^^^^'
    fails 'title = "单位", severity = "warnign", must = print' '  2 | title = "单位", severity = "warnign", must = print
                                  ^^^^^^^'
    fails 'title = "单位",' 'must = function(item) return item.task ~= "单位" and item.resutl end' \
        '  3 | must = function(item) return item.task ~= "单位" and item.resutl end
                                                                ^^^^^^'
    fails 'title = "t", must = function(item) return "单位" units end' \
        '  2 | title = "t", must = function(item) return "单位" units end
                                                       ^^^^^'
    # A word that stands there twice: all of the line.
    fails 'title = "t", must = function(item) return item item end' \
        '  2 | title = "t", must = function(item) return item item end
      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^'
}

@test "a case that fails by an error shows the line too" {
    echo 'return check { id = "mine", title = "t", must = function(item) return item.resutl end }' \
        >plugins/checks/mine/check.lua
    echo 'return { { name = "n", item = { task = "t" }, expect = {} } }' >plugins/checks/mine/cases.lua
    run -1 "$TONGBAO" test mine --lang en
    [[ $output == *"1 | "*"item.resutl end }"*"^^^^^^"* ]]
}
