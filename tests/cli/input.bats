#!/usr/bin/env bats
# What cannot be read, or hardly: a clear error, the right exit status, soon, in bounded memory.

# shellcheck disable=SC2016,SC2154 # inner shells expand; run sets $stderr
bats_require_minimum_version 1.5.0

setup() {
    [ -x "$TONGBAO" ] || skip "the program is not built"
    cd "$BATS_TEST_TMPDIR" || return 1
    export XDG_CONFIG_HOME=$BATS_TEST_TMPDIR XDG_STATE_HOME=$BATS_TEST_TMPDIR
    printf '# 东山县2023年重点工作一季度完成情况\n\n\t工作任务\t一季度目标\t责任单位\t完成情况\n1\t植树300亩。\t植树80亩。\t县林业局（牵头）\t植树90亩。\n2\t修路20公里。\t开工。\t县交通局（牵头）\t已开工。\n' >good.txt
}

# refused STATUS PATTERN ARGUMENT…: both verbs end with STATUS and one line that holds PATTERN.
refused() {
    for verb in show check; do
        run -"$1" --separate-stderr "$TONGBAO" $verb --lang en "${@:3}"
        echo "$verb: $stderr"
        [ "$(printf '%s\n' "$stderr" | wc -l)" -eq 1 ]
        [[ $stderr == *$2* ]]
        [[ $stderr == "tongbao: "*"(exit $1: "*")" ]]
        [ -z "$output" ]
    done
}

# limited COMMAND…: with at most 1.5 GiB of address space and 20 seconds of CPU, which nothing here needs.
limited() {
    [ -n "$TB_SANITIZE" ] || ulimit -v 1572864
    ulimit -t 20
    "$@"
}

@test "a missing file, a folder, a file without permission" {
    refused 3 "nosuch.txt: cannot be read: No such file" nosuch.txt
    refused 3 "nowhere: cannot be read: No such file or directory" nowhere
    [ "$(id -u)" -ne 0 ] || skip "root may read everything"
    cp good.txt secret.txt
    chmod 000 secret.txt
    refused 3 "secret.txt: cannot be read: Permission denied" secret.txt
}

@test "no report, or standard input twice" {
    refused 2 "no report was named"
    refused 2 "only once" - -
}

@test "an empty file, and one of blanks only" {
    : >empty.txt
    refused 3 "empty.txt: " empty.txt
    printf ' \n\n\t\t\n' >blank.txt
    refused 3 "blank.txt" blank.txt
}

@test "no table, no header" {
    printf '今天天气很好。\n明天也不错。\n' >prose.txt
    refused 3 "prose.txt" prose.txt
    printf 'a\tb\tc\nd\te\tf\n' >plain.txt
    refused 3 "plain.txt" plain.txt
}

@test "binary bytes, an archive, a picture: said what it is" {
    head -c 100000 /dev/urandom >noise.txt
    refused 3 "noise.txt" noise.txt
    printf 'PK\003\004rest of an archive' >book.xlsx
    refused 3 "book.xlsx" book.xlsx
    printf '\211PNG\r\n\032\n\0\0\0\rIHDR' >page.png
    refused 3 "page.png" page.png
    printf '%%PDF-1.7\n' >page.pdf
    refused 3 "page.pdf" page.pdf
}

@test "NUL bytes within a table are seen, never lost" {
    sed 's/植树90亩/植树\x00九十亩/' good.txt >nul.txt
    run --separate-stderr "$TONGBAO" show --format json nul.txt
    echo "$status $stderr"
    [ "$status" -eq 3 ] || [[ $output == *'植树\u0000九十亩'* ]] || [[ $output == *'"kind":"'*'nul'* ]]
}

@test "two tables under one another" {
    { cat good.txt; printf '\n'; sed 's/东山/西山/' good.txt; } >two.txt
    # One report cannot hold both; each can be named, and forms that hold several give both.
    run -2 --separate-stderr "$TONGBAO" show --format json two.txt
    [[ $stderr == *'two.txt#1'* ]]
    run -0 --separate-stderr "$TONGBAO" show --format json 'two.txt#2'
    [[ $output == *西山* && $output != *东山* ]]
    run -0 --separate-stderr "$TONGBAO" show --format ndjson two.txt
    [[ $output == *东山* && $output == *西山* ]]
}

@test "one line of a gigabyte through a pipe ends soon, in bounded memory" {
    run -3 --separate-stderr limited bash -c "head -c 1073741824 /dev/zero | tr '\\0' x | \"\$TONGBAO\" show --lang en -"
    [[ $stderr == *"limit of 64 MiB"* ]]
    truncate -s 1G huge.txt
    run -3 --separate-stderr limited "$TONGBAO" check --lang en huge.txt
    [[ $stderr == *"huge.txt: "*"limit of 64 MiB"* ]]
}

@test "one line of 60 MiB within the limit ends soon too" {
    [ -z "$TB_SANITIZE" ] || skip "too slow with sanitizers"
    { cat good.txt; printf '3\t'; head -c 62000000 /dev/zero | tr '\0' x; printf '\tb\tc\td\n'; } >long.txt
    run --separate-stderr limited "$TONGBAO" check --lang en -q --only doubled-word long.txt
    echo "$status $stderr"
    [ "$status" -eq 0 ] || [ "$status" -eq 3 ] || [ "$status" -eq 4 ]
}

@test "a million columns" {
    { cat good.txt; printf '3'; head -c 1000000 /dev/zero | tr '\0' '\t'; printf '\n'; } >wide.txt
    run --separate-stderr limited "$TONGBAO" show --lang en wide.txt
    echo "$status $stderr" | head -c 500
    [ "$status" -eq 3 ] || [ "$status" -eq 0 ]
    [ "$status" -eq 0 ] || [[ $stderr == *wide.txt* ]]
    head -c 1000000 /dev/zero | tr '\0' '\t' >tabs.txt
    run --separate-stderr limited "$TONGBAO" show --lang en --format json tabs.txt
    [ "$status" -eq 3 ]
}

@test "a good report beside bad ones is checked all the same" {
    : >empty.txt
    run -3 --separate-stderr "$TONGBAO" check --lang en -v empty.txt good.txt nosuch.txt
    [[ $output == *"东山县2023年重点工作一季度完成情况"* ]]
    [[ $output == *"1 of 3 reports, 2 items"* ]]
    [[ $stderr == *"empty.txt"* ]]
    [[ $stderr == *"nosuch.txt"* ]]
    [[ $stderr == *"exit 3: input could not be read (2 times)" ]]
}

@test "diff names both bulletins that cannot be read" {
    : >empty.txt
    run -3 --separate-stderr "$TONGBAO" diff --lang en empty.txt nosuch.txt
    [[ $stderr == *"empty.txt: "*"nosuch.txt: "*"exit 3: input could not be read (2 times)" ]]
    run -3 --separate-stderr "$TONGBAO" diff --lang en good.txt nosuch.txt
    [[ $stderr == *"nosuch.txt: "* && $stderr != *good.txt* ]]
}

@test "an existing file wins over whatever its name looks like" {
    cp good.txt 'linzi@2021Q3'
    "$TONGBAO" show -q 'linzi@2021Q3'
    cp good.txt ./--format
    "$TONGBAO" show -q -- --format
    cp good.txt ./-
    "$TONGBAO" show -q ./-
}

@test "standard input is read, once" {
    "$TONGBAO" show - <good.txt >piped
    "$TONGBAO" show good.txt | sed 's/good\.txt/-/' >named
    diff named piped
}
