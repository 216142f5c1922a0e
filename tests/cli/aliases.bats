#!/usr/bin/env bats
# organisations.aliases of tongbao.lua: units have the name that is meant; what is written stays.

bats_require_minimum_version 1.5.0

setup() {
    [ -x "$TONGBAO" ] || skip "the program is not built"
    cd "$BATS_TEST_TMPDIR" || return 1
    export XDG_CONFIG_HOME=$BATS_TEST_TMPDIR XDG_STATE_HOME=$BATS_TEST_TMPDIR
    printf '2021年第三季度重点工作\n序号\t工作任务\t责任单位\t完成情况\n' >r.txt
    printf '1\t修路\t区市场监管局（牵头）、区交通局\t已完成\n' >>r.txt
    printf '2\t种树\t区市场监督管理局\t已完成\n' >>r.txt
    mkdir w
    cat >w/tongbao.lua <<'EOF'
return workspace {
  organisations = { aliases = { ["区市场监管局"] = "区市场监督管理局", ["区林业局"] = "区自然资源局" } },
}
EOF
}

@test "an alias gives units the name that is meant, and leaves the text" {
    "$TONGBAO" show --format json r.txt >plain
    "$TONGBAO" show -C w --format json r.txt >folded
    [ "$(grep -c '"name":"区市场监管局"' plain)" -eq 1 ]
    [ "$(grep -c '"name":"区市场监管局"' folded)" -eq 0 ]
    [ "$(grep -c '"name":"区市场监督管理局"' folded)" -eq 2 ]
    [ "$(grep -c '"name":"区交通局"' folded)" -eq 1 ]
    # Nothing else differs: the characters in the cell and their place are what is written.
    sed 's/"name":"区市场监管局"/"name":"区市场监督管理局"/' plain | cmp - folded
    grep -q '"text":"区市场监管局"' folded
}

@test "checks compare the names that are meant" {
    mkdir -p w/plugins/checks/units
    cat >w/plugins/checks/units/check.lua <<'EOF'
return check { id = "units", title = "units", each_item = function(item, opt, flag)
  flag { at = item.units[1], message = item.units[1].name } end }
EOF
    run -0 --separate-stderr "$TONGBAO" check -C w --only units --format ndjson r.txt
    [ "$(grep -c '"zh":"区市场监督管理局"' <<<"$output")" -eq 2 ]
    [[ $output == *'"quote":"区市场监管局"'* ]]
}
