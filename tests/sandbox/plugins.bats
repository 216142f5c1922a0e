#!/usr/bin/env bats
# Runs beside plugins that are broken, slow, noisy or not allowed: every other finding is there, each
# failure is told with plugin and cause, and nothing of it depends on the number of processes.

bats_require_minimum_version 1.5.0

setup() {
    [ -x "$TONGBAO" ] || skip "the program is not built"
    cd "$BATS_TEST_TMPDIR" || return 1
    export XDG_CONFIG_HOME=$BATS_TEST_TMPDIR XDG_STATE_HOME=$BATS_TEST_TMPDIR
    sample=$TB_TEST_DATA/samples/qinghe-2024q3.txt
    mkdir -p w/plugins/checks
    echo 'return workspace {}' >w/tongbao.lua
    plugin good <<'EOF'
return check { id = "good", title = "good", each_item = function(item, opt, flag) flag {} end }
EOF
}

# plugin NAME <TEXT: a check of the workspace.
plugin() {
    mkdir -p "w/plugins/checks/$1"
    cat >"w/plugins/checks/$1/check.lua"
}

# check ARGUMENT…: into out, its status into status; only plugins of the workspace speak.
check() {
    status=0
    "$TONGBAO" check -C w --format ndjson "$@" >all 2>err || status=$?
    grep -v '"plugin":"good"' all | grep -c '"rule":"good"' >good || true
}

# failures: a line for each, plugin and cause.
failures() {
    sed -n 's/.*"rule":"plugin-failed".*"plugin":"\([^"]*\)","cause":"\([^"]*\)".*/\1 \2/p' all
}

@test "files that cannot be used cost their own plugin alone" {
    checks=w/plugins/checks
    printf 'return "\xff"' | plugin bytes
    head -c 300000 /dev/zero | plugin large
    mkdir -p $checks/fifo $checks/link $checks/folder/check.lua $checks/empty
    mkfifo $checks/fifo/check.lua
    ln -s /etc/passwd $checks/link/check.lua
    check "$sample"
    [ "$status" -eq 4 ]
    [ "$(cat good)" -eq 47 ]
    failures >found
    printf '%s file\n' bytes empty fifo folder large link | cmp - found
    grep -q 'checks/bytes/check.lua: is not UTF-8 text' all
    grep -q 'checks/bytes/check.lua：不是 UTF-8 文本' all
    grep -q '"good"' all
    # What names no plugin at all is still a matter of the command line.
    run -2 "$TONGBAO" check -C w --only nosuch "$sample"
}

# reports N: as many files of the sample, in r0.txt …; their names.
reports() {
    for ((i = 0; i < $1; i++)); do
        sed "s/清河区/清河$i/" "$sample" >"r$i.txt"
        echo "r$i.txt"
    done
}

@test "a plugin that fails three times is dropped for the rest, for any number of processes" {
    # One loops on every report, one on some of them: on which says the title.
    plugin loops <<'EOF'
return check { id = "loops", title = "loops", each_item = function() while true do end end }
EOF
    plugin sometimes <<'EOF'
return check { id = "sometimes", title = "sometimes",
  whole = function(bulletin, opt, flag)
    flag {}
    local n = tonumber(bulletin.title:match("%d+"))
    while n % 3 == 1 do end
  end }
EOF
    reports 14 >names
    for jobs in 1 2 3 8; do
        xargs -a names "$TONGBAO" check -C w --jobs $jobs --format ndjson --set limits.cpu=0.1 \
            --only good --only loops --only sometimes >out$jobs 2>err$jobs && status=0 || status=$?
        echo "jobs $jobs: $status"
        cat err$jobs
        [ "$status" -ne 0 ]
        cmp out1 out$jobs
        cmp err1 err$jobs
    done
    [ "$(grep -c '"rule":"good"' out1)" -eq $((14 * 47)) ]
    [ "$(grep -c '"plugin":"loops","cause":"cpu"' out1)" -eq 3 ]
    [ "$(grep -c '"plugin":"sometimes","cause":"cpu"' out1)" -eq 3 ]
    [ "$(grep -c '"dropped":"yes"' out1)" -eq 2 ]
    grep '"plugin":"loops"' out1 | tail -n 1 | grep -q '"report":2,.*其余通报不再运行它'
    # It fails on reports 2, 5 and 8, and is heard on the others before that, then no more.
    grep -o '"rule":"sometimes","severity":"[a-z]*","report":[0-9]*' out1 | sed 's/.*://' >heard
    printf '%s\n' 0 1 3 4 6 7 | cmp - heard
}

@test "nothing that a plugin keeps crosses reports, for any number of processes" {
    # Each way to keep something, and what it amounts to at the first item of a report.
    plugin keeps <<'EOF'
local helper = require("helper")
local upvalue, kept = 0, {}
local thread = coroutine.wrap(function() local n = 0 while true do n = n + 1 coroutine.yield(n) end end)
return check { id = "keeps", title = "keeps",
  each_item = function(item, opt, flag)
    upvalue, global, string.kept = upvalue + 1, (global or 0) + 1, (string.kept or 0) + 1
    helper.count = helper.count + 1
    kept[#kept + 1] = item.task
    setmetatable({}, { __gc = function() upvalue = upvalue + 100 end })
    local yields = thread()
    if item.no == "1" then
      flag { message = table.concat({ upvalue, global, string.kept, helper.count, #kept, yields,
                                       math.random(1000) }, " ") }
    end
  end }
EOF
    echo 'return { count = 0 }' >w/plugins/checks/keeps/helper.lua
    reports 7 >names
    for jobs in 1 2 8; do
        xargs -a names "$TONGBAO" check -C w --jobs $jobs --format ndjson --only keeps >out$jobs
        cmp out1 out$jobs
    done
    [ "$(grep -c '"rule":"keeps"' out1)" -eq 7 ]
    [ "$(grep -c '"zh":"1 1 1 1 1 1 [0-9]*"' out1)" -eq 7 ]
    # The same random number each time, too.
    [ "$(grep -o '"zh":"1 1[^"]*"' out1 | sort -u | wc -l)" -eq 1 ]
}

@test "the time that plugins see is the day of --now, else today" {
    plugin clock <<'EOF'
return check { id = "clock", title = "clock", whole = function(bulletin, opt, flag)
  flag { message = os.date("%Y-%m-%d %H:%M") .. " " .. os.time() }
end }
EOF
    "$TONGBAO" check -C w --now 2024-12-31 --format ndjson --only clock "$sample" >out
    grep -q '"zh":"2024-12-31 00:00 1735574400"' out
    TZ=America/New_York "$TONGBAO" check -C w --format ndjson --only clock "$sample" >out
    # Midnight may pass between the two.
    grep -qE "\"zh\":\"($(TZ=CST-8 date +%F)|$(TZ=CST-8 date -d '5 minutes ago' +%F)) 00:00 " out
}
