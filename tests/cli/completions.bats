#!/usr/bin/env bats
# What help prints from the tables of verbs and options: candidates for the shells, pages for man, what a
# word has to do with.

bats_require_minimum_version 1.5.0

setup() {
    [ -x "$TONGBAO" ] || skip "the program is not built"
    cd "$BATS_TEST_TMPDIR" || return 1
    export XDG_CONFIG_HOME=$BATS_TEST_TMPDIR/config XDG_STATE_HOME=$BATS_TEST_TMPDIR/state
    unset NO_COLOR COLUMNS LANG LC_MESSAGES
    q3=$TB_TEST_DATA/samples/qinghe-2024q3.txt
}

# candidates WORD…: the values alone, on one line.
candidates() {
    "$TONGBAO" help complete -- "$@" | cut -f 1 | tr '\n' ' '
}

@test "verbs, options of the verb, values of options" {
    [ "$(candidates ch)" = "check " ]
    [ "$(candidates check --shar)" = "--shard " ]
    [ "$(candidates plugins --shar)" = "" ]
    [ "$(candidates check --fail-on '')" = "info note warning error " ]
    [ "$(candidates check --fail-on=w)" = "warning " ]
    [ "$(candidates check --only target-m)" = "target-missed " ]
    [ "$(candidates export --to mark)" = "markdown " ]
    [ "$(candidates check --previous "$q3" --only target-m)" = "target-missed " ]
    [ "$(candidates help completions '')" = "bash zsh fish " ]
    [ "$(candidates check '')" = ":files " ]
    [ "$(candidates check -C '')" = ":folders " ]
    # Every verb and every option of help stands there too.
    for verb in $(candidates ''); do
        offered=" $(candidates "$verb" --)"
        for option in $("$TONGBAO" help "$verb" --lang en | grep -oE '^ +(-., )?--[a-z-]+' | grep -oE -- '--[a-z-]+'); do
            [[ $offered == *" $option "* ]] || { echo "$verb $option"; return 1; }
        done
    done
}

@test "items, series and snapshots, of the workspace named" {
    [[ "$(candidates explain "$q3" --item 4)" == "4 40 41 "* ]]
    "$TONGBAO" help complete -- explain "$q3" --item 46 | grep -q $'^46\t.'
    "$TONGBAO" new workspace w >/dev/null
    "$TONGBAO" history add -C w -q "$q3" --series qinghe
    [ "$(candidates check -C w q)" = "qinghe@2024Q3 :files " ]
    [ "$(candidates history show -C w --series '')" = "qinghe " ]
    # What is wrong with the workspace says nothing here.
    echo 'return {' >w/tongbao.lua
    run -0 --separate-stderr "$TONGBAO" help complete -- check -C w --only t
    [ "$output$stderr" = "" ]
}

@test "bash completes: a verb, a rule, a snapshot with its mark, files" {
    "$TONGBAO" help completions bash >comp.bash
    bash -n comp.bash
    "$TONGBAO" new workspace . >/dev/null
    "$TONGBAO" history add -q "$q3" --series qinghe
    touch report-a.txt
    mkdir bin && ln -s "$TONGBAO" bin/tongbao
    cat >drive.bash <<'END'
PATH=$PWD/bin:$PATH
compopt() { :; }
. ./comp.bash
complete_line() {
    COMP_LINE=$1 COMP_POINT=${#1}
    _tongbao
    echo "${COMPREPLY[*]}"
}
complete_line 'tongbao expl'
complete_line 'tongbao check --only target-m'
complete_line 'tongbao check qinghe@2024'
complete_line 'tongbao check report-'
complete_line 'tongbao check --color=al'
END
    run -0 bash drive.bash
    [ "${lines[0]}" = explain ]
    [ "${lines[1]}" = target-missed ]
    [ "${lines[2]}" = 2024Q3 ]
    [ "${lines[3]}" = report-a.txt ]
    [ "${lines[4]}" = always ]
}

@test "zsh and fish: the scripts are theirs, where the shells are there to say so" {
    for shell in zsh fish; do
        "$TONGBAO" help completions $shell >comp
        grep -q 'help complete' comp
        ! command -v $shell >/dev/null || $shell -n comp
    done
    run -2 "$TONGBAO" help completions --lang en
    [[ $output == *"bash, zsh or fish"* ]]
    run -2 "$TONGBAO" help completions tcsh
}

@test "a page for man of every verb, in both languages, without complaint" {
    command -v groff >/dev/null || command -v man >/dev/null || skip "neither groff nor man is here"
    for lang in zh en; do
        for verb in "" $(candidates ''); do
            # shellcheck disable=SC2086 # no verb is no word
            "$TONGBAO" help man $verb --lang $lang >page.1
            grep -q '^\.TH tongbao' page.1
            if command -v groff >/dev/null; then
                [ -z "$(groff -k -man -Tutf8 -ww page.1 2>&1 >/dev/null | grep -v 'break line\|adjust')" ]
            fi
        done
    done
    run -2 "$TONGBAO" help man chekc
}

@test "help --search finds verbs, options and rules in either language" {
    run -0 "$TONGBAO" help --search snapshot --lang en
    [[ $output == *"tongbao history"* ]]
    run -0 "$TONGBAO" help --search 快照 --lang en
    [[ $output == *"tongbao history"* ]]
    run -0 "$TONGBAO" help --search TARGET-MISSED --lang en
    [[ $output == *"explain target-missed"* ]]
    run -2 "$TONGBAO" help --search qqqqqq --lang en
    [[ $output == *"nothing was found on 'qqqqqq'"* ]]
    run -2 "$TONGBAO" help chekc --lang en
    [[ $output == *"did you mean check"* ]]
}
