# tongbao extract: the figures in texts, one text a line.

setup() {
    cd "$BATS_TEST_TMPDIR" || return 1
}

fields() { # TEXT LINE FIELD…: those fields of that line of the tsv output
    printf '%s\n' "$1" | "$TONGBAO" extract --format tsv | sed -n "${2}p" | cut -f "$3"
}

@test "a figure comes with its place, bounds, unit, comparator and kind" {
    run fields '完成投资55.51亿元，同比下降8.34%。' 1 1-9
    [ "$output" = $'1\t4\t11\t55.51亿元\t5551000000\t5551000000\t元\teq\tlevel' ]
    run fields '完成投资55.51亿元，同比下降8.34%。' 2 4-9
    [ "$output" = $'8.34%\t-8.34\t-8.34\t%\teq\tgrowth' ]
}

@test "what is not bounded is empty, what never ends has 15 digits" {
    run fields '新增30人以上' 1 5-6
    [ "$output" = $'30\t' ]
    run fields '三分之二的村' 1 5
    [ "$output" = 0.666666666666667 ]
}

@test "numbers without a unit are read only when asked for" {
    printf '排在235之后\n' >text
    run "$TONGBAO" extract --format tsv text
    [ "$status" -eq 0 ] && [ -z "$output" ]
    run "$TONGBAO" extract --bare --format tsv text
    [[ $output == *$'\t235\t235\t'* ]]
}

@test "lines are counted as they stand, empty ones too" {
    printf '\n\r\n新增5家\r\n' >text
    run "$TONGBAO" extract --format tsv text
    [ "${output%%$'\t'*}" = 3 ]
}

@test "json is an array, ndjson an object a line, text repeats the line" {
    printf '新增5家，3人\n' >text
    run "$TONGBAO" extract --format json text
    python3 -c 'import json,sys; assert [q["lo"] for q in json.loads(sys.argv[1])] == ["5", "3"]' "$output"
    [ "$("$TONGBAO" extract --format ndjson text | wc -l)" -eq 2 ]
    [ "$("$TONGBAO" extract text | head -n 1)" = '新增5家，3人' ]
}

@test "what is not UTF-8, or not there, is an error of the input" {
    printf '\xd0\xc2\xd4\xf6\n' >text
    run "$TONGBAO" extract text
    [ "$status" -eq 3 ] && [[ $output == *UTF-8* ]]
    run "$TONGBAO" extract nowhere
    [ "$status" -eq 3 ]
}

@test "tsv belongs to extract alone" {
    run "$TONGBAO" show --format tsv text
    [ "$status" -eq 2 ]
}
