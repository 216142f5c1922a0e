#!/usr/bin/env bats
# tongbao suggest: the checks it proposes pass their cases, are silent on the bulletin they were made of, and
# find what is planted in it.

bats_require_minimum_version 1.5.0

setup() {
    [ -x "$TONGBAO" ] || skip "the program is not built"
    cd "$BATS_TEST_TMPDIR" || return 1
    export XDG_CONFIG_HOME=$BATS_TEST_TMPDIR/config XDG_STATE_HOME=$BATS_TEST_TMPDIR/state
    unset NO_COLOR COLUMNS LANG LC_MESSAGES
    q2=$TB_TEST_DATA/samples/qinghe-2024q2.txt q3=$TB_TEST_DATA/samples/qinghe-2024q3.txt
    only='--only known-units --only usual-columns --only expected-figures'
}

# check_suggested FILE: what the suggested checks say of it, a line each.
check_suggested() {
    # shellcheck disable=SC2086 # words are wanted
    "$TONGBAO" check -q --lang en $only "$@"
}

@test "nothing is written unless a folder is named" {
    "$TONGBAO" new workspace . >/dev/null
    find . | sort >"$BATS_TEST_TMPDIR.before"
    run -0 "$TONGBAO" suggest "$q3" --lang en
    [[ $output == *"known-units"*" units: "*"usual-columns"*"5 columns: "*"expected-figures"*" tasks: "*"-o FOLDER"* ]]
    run -0 "$TONGBAO" suggest "$q3" -v --lang zh
    [[ $output == *"== list.lua"*区住建局*"== check.lua"*'return check {'* ]]
    find . | sort | diff "$BATS_TEST_TMPDIR.before" -
}

@test "what is written passes its cases, is silent on the good bulletin, finds what is planted" {
    "$TONGBAO" new workspace . >/dev/null
    run -0 "$TONGBAO" suggest "$q3" -o plugins/checks --lang en
    [[ $output == *"written to plugins/checks/known-units"* ]]
    run -0 "$TONGBAO" test --strict --lang en
    [[ $output == *" 0 failed"* ]]
    run -0 "$TONGBAO" test known-units usual-columns expected-figures
    [[ $output == "6 passed, 0 failed"* ]]
    run -0 check_suggested "$q3"
    [ "$output" = "" ]
    # A slip in the name of a unit.
    sed 's/\t区统计局/\t区统计居/; t; s/区统计局/区统计司/' "$q3" >unit.txt
    run -0 check_suggested unit.txt
    [[ $output == *"'区统计"*"'区统计局' is: please verify the name [known-units]"* ]]
    # A column less, and one more.
    cut -f 1-4 "$q3" >less.txt
    run -0 check_suggested less.txt
    [[ $output == *"there is no column '完成情况'"*"[usual-columns]"* ]]
    sed 's/\t完成情况/\t完成情况\t备注/; s/^\([0-9]\+\t.*\)$/\1\t无/' "$q3" >more.txt
    run -0 check_suggested more.txt
    [[ $output == *"'备注' is not a usual one [usual-columns]"* ]]
    # Figures that are not told any more.
    sed 's/12\.5亿元//; s/10\.35亿元//; s/92\.8%//; s/5180万元//' "$q3" >figures.txt
    run -0 check_suggested figures.txt
    [[ $output == *"usually is a figure in '%'"*"[expected-figures]"* ]]
    [[ $output != *known-units* && $output != *usual-columns* ]]
}

@test "of several bulletins: all units, the columns and figures that each has" {
    "$TONGBAO" new workspace . >/dev/null
    "$TONGBAO" suggest "$q2" "$q3" -o plugins/checks >/dev/null
    run -0 "$TONGBAO" test known-units usual-columns expected-figures
    run -0 check_suggested "$q2" "$q3"
    [ "$output" = "" ]
    # The same bulletins make the same files.
    "$TONGBAO" suggest "$q2" "$q3" -o again >/dev/null
    diff -r plugins/checks again
}

@test "what is there is not written over; what cannot be written, or read, is told" {
    mkdir -p out/known-units
    echo mine >out/known-units/check.lua
    run -2 "$TONGBAO" suggest "$q3" -o out --lang en
    [[ $output == *"out/known-units: is there already"* ]]
    [ "$(cat out/known-units/check.lua)" = mine ]
    [ -f out/usual-columns/check.lua ]
    touch file
    run -6 "$TONGBAO" suggest "$q3" -o file/x
    run -3 "$TONGBAO" suggest nosuch.txt
    run -2 "$TONGBAO" suggest --lang en
    [[ $output == *"no report was named"* ]]
    printf '某区2024年第三季度通报\n序号\t事项\n1\t修路\n' >bare.txt
    run -0 "$TONGBAO" suggest bare.txt -o none --lang en
    [[ $output == *"no responsible unit was read"*"no task answers"* ]]
    [ ! -e none/known-units ]
}

@test "texts of a bulletin stay texts" {
    "$TONGBAO" new workspace . >/dev/null
    printf '某区2024年第三季度通报\n序号\t任务\t三季度目标\t责任单位\t完成情况\t"]] os.exit()--\\\n1\t修"路\\ ]] }} error("x")\t修路5公里\t"区" .. error("y") .. "局、甲局\t已修路6公里\tx\n' >hostile.txt
    "$TONGBAO" suggest hostile.txt -o plugins/checks >/dev/null
    run -0 "$TONGBAO" test known-units usual-columns expected-figures
    run -0 check_suggested hostile.txt
    [ "$output" = "" ]
}

@test "the real bulletin" {
    linzi=$TB_SHARED_DATA/linzi-2021q3.txt
    [ -f "$linzi" ] || skip "the real bulletin is not at hand"
    "$TONGBAO" new workspace . >/dev/null
    "$TONGBAO" suggest "$linzi" -o plugins/checks >/dev/null
    run -0 "$TONGBAO" test --strict
    run -0 check_suggested "$linzi"
    [ "$output" = "" ]
}
