#!/usr/bin/env bats
# The page on many machines, done as it stands; with GNU parallel and Slurm where they are installed.

bats_require_minimum_version 1.5.0

setup() {
    [ -x "$TONGBAO" ] || skip "the program is not built"
    export XDG_CONFIG_HOME=$BATS_TEST_TMPDIR/config XDG_STATE_HOME=$BATS_TEST_TMPDIR/state
    export LANG=en_US.UTF-8 LC_CTYPE=C.UTF-8 COLUMNS=100
    unset NO_COLOR LC_ALL LC_MESSAGES
    page=$TB_SOURCE/docs/cluster.md
    mkdir -p "$BATS_TEST_TMPDIR/source/build/release" && cd "$BATS_TEST_TMPDIR/source" || return 1
    ln -s "$TB_SOURCE/tests" tests
    ln -s "$TB_SOURCE/scripts" scripts
    ln -s "$TONGBAO" build/release/tongbao
}

# block NAME: the block of the page that has a comment beginning so.
block() {
    awk -v name="# $1" '/^```bash$/ { on = 1; text = ""; next }
        /^```$/ { if (on && index(text, "\n" name) > 0) printf "%s", substr(text, 2); on = 0 }
        on { if (text == "") text = "\n"; text = text $0 "\n" }' "$page"
}

@test "the page does what it says" {
    run -0 python3 "$BATS_TEST_DIRNAME/tutorial.py" "$page"
}

@test "GNU parallel: blocks of paths, and blocks of records" {
    parallel --version 2>/dev/null | grep -q GNU || skip "GNU parallel is missing: apt-get install parallel"
    export PATH=$PWD/build/release:$PATH
    mkdir in
    for i in 1 2 3 4 5 6 7; do cp tests/data/samples/qinghe-2024q3.txt in/q3-$i.txt; done
    block "GNU parallel" >commands
    sh -e commands
    tongbao check -q --lang en in | cmp - parallel.txt
    # Records, and records back: each process ends with a summary of its own.
    for i in 1 2 3 4 5 6 7; do
        python3 -c 'import json, sys; print(json.dumps({"name": sys.argv[1], "text": open(sys.argv[1], encoding="utf-8").read()}))' in/q3-$i.txt
    done >records
    parallel --pipe -k -N 3 tongbao check --list - --format ndjson <records >parts
    tongbao check --list records --format ndjson >whole
    [ "$(grep -c '"type":"summary"' parts)" -eq 3 ]
    diff <(grep -o '"fingerprint":"[0-9a-f]*"' parts | sort) <(grep -o '"fingerprint":"[0-9a-f]*"' whole | sort)
}

@test "a process a partition, as Spark pipes them: records in, records out, a failure shows" {
    export PATH=$PWD/build/release:$PATH
    for i in 1 2 3 4 5 6 7; do
        printf '{"name":"r%d","text":"某区2024年第三季度通报\\n序号\\t任务\\t进展\\n1\\t招商\\t新引进项目%d个，其中工业项目13个、服务业项目10个。\\n"}\n' "$i" $((i + 20))
    done >records
    split -n l/3 --filter 'tongbao run --list - --format ndjson scripts/samples/figures.lua' records >parts
    tongbao run --list - --format ndjson scripts/samples/figures.lua <records >whole
    [ "$(wc -l <whole)" -eq 6 ] # all but 23
    cmp parts whole
    python3 -c 'import json; [json.loads(line)["bulletin"] for line in open("whole", encoding="utf-8")]'
    run -3 bash -c 'echo "{\"name\":" | tongbao run --list - --format ndjson scripts/samples/figures.lua 2>/dev/null'
    [ "$output" = "" ]
}

@test "a process that answers a query, as ClickHouse calls it: the script of the page, nothing but rows" {
    export PATH=$PWD/build/release:$PATH
    cp scripts/samples/figures.lua .
    block figures.sh >figures.sh
    head -n 1 figures.sh | grep -q '^#!/bin/sh$'
    chmod +x figures.sh
    # No rows in, no rows out; a member more in a row is passed over.
    run -0 --separate-stderr ./figures.sh </dev/null
    [ "$output" = "" ]
    printf '{"name":"q","text":"某区2024年第三季度通报\\n序号\\t任务\\t进展\\n1\\t招商\\t新引进项目24个，其中工业项目13个、服务业项目10个。\\n","id":7}\n' >rows
    run -0 --separate-stderr ./figures.sh <rows
    [ "$output" = '{"bulletin":"q","item":"1","kind":"sum","recomputed":"23","stated":"24个"}' ]
}

@test "Slurm: the job of the page on a cluster of one machine" {
    run "$TB_SOURCE/scripts/slurm-try" "$TONGBAO"
    [ "$status" -ne 77 ] || skip "$output"
    echo "$output"
    [ "$status" -eq 0 ]
    [[ $output == *"4 tasks"* ]]
}
