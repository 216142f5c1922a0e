#!/usr/bin/env bats
# What the source tree must keep to, whatever it does: layers, sizes, words. Each test reads the tree
# of TB_SOURCE and prints every place that breaks the rule.

setup() {
    cd "$TB_SOURCE" || return 1
    data=$BATS_TEST_DIRNAME
}

# rows FILE: the rows of a table of this folder, comments and empty lines left out.
rows() {
    grep -v -e '^#' -e '^$' "$data/$1"
}

@test "includes follow the arrows between the layers" {
    # file:layer of every include of our own
    run awk -F '\t' '
        FNR == NR { if ($0 !~ /^#/ && $0 != "") may[$1] = " " $2 " " $1 " "; next }
        /^[[:space:]]*#[[:space:]]*include[[:space:]]*"/ {
            split(FILENAME, path, "/"); split($0, quoted, "\""); split(quoted[2], part, "/")
            if (index(may[path[2]], " " part[1] " ") == 0 && quoted[2] ~ /\//) {
                print FILENAME ":" FNR ": " path[2] " may not include " quoted[2]
                bad = 1
            }
        }
        END { exit bad }' "$data/layers.tsv" core/*/*.c core/*/*.h
    echo "$output"
    [ "$status" -eq 0 ]
}

@test "includes of our own name the layer" {
    run grep -nE '^ *# *include +"[^/"]+"' core/*/*.c core/*/*.h
    echo "$output"
    [ "$status" -eq 1 ]
}

@test "a library's header is included only where its table says" {
    bad=0
    while IFS=$'\t' read -r header where _; do
        for file in $(grep -lE "^ *# *include +[<\"]${header//./\\.}[>\"]" core/*/*.c core/*/*.h); do
            allowed=0
            for pattern in $where; do
                # shellcheck disable=SC2053 # a pattern is meant
                [[ $file != $pattern ]] || allowed=1
            done
            [ "$allowed" -eq 1 ] || { echo "$file may not include $header (only $where)"; bad=1; }
        done
    done < <(rows libraries.tsv)
    [ "$bad" -eq 0 ]
}

@test "below the host nothing prints, exits, reads the environment or the clock" {
    run grep -nwE 'printf|puts|putchar|perror|stdout|stderr|getenv|exit|abort|time|clock_gettime|gettimeofday' \
        core/base/*.c core/model/*.c core/ingest/*.c core/extract/*.c
    # What stands in comments and in texts is not code.
    code=$(printf '%s\n' "$output" | sed -e 's@"[^"]*"@@g' -e 's@/\*.*@@' -e 's@//.*@@' |
        grep -E '(\b(printf|puts|putchar|perror|getenv|exit|abort|time|clock_gettime|gettimeofday) *\(|\b(stdout|stderr)\b)' || true)
    echo "$code"
    [ -z "$code" ]
}

@test "memory is taken from the system only in base and by Lua's allocator" {
    run grep -nE '\b(malloc|calloc|realloc|free|strdup|mmap) *\(' core/*/*.c
    code=$(printf '%s\n' "$output" | grep -vE '^core/(base/|lua/(limits|heap)\.c|host/)' | grep -vE ':\s*(\*|/\*|//)' || true)
    echo "$code"
    [ -z "$code" ]
}

@test "no file of the core is longer than 450 lines" {
    long=$(wc -l core/*/*.[ch] plugins/*/*/*.lua scripts/* 2>/dev/null | awk '$2 != "total" && $1 > 450')
    echo "$long"
    [ -z "$long" ]
}

@test "no function is longer than 80 lines" {
    # The house format puts a function's braces at the start of a line, and no others.
    report=$(awk '
        FNR == 1 { from = 0 }
        /^\{$/ { from = FNR }
        /^\}$/ && from { if (FNR - from + 1 > 60) print FNR - from + 1 " lines: " FILENAME ":" from; from = 0 }
        ' core/*/*.c | sort -rn)
    if [ -n "$report" ]; then
        printf 'functions longer than 60 lines:\n%s\n' "$report"
    fi
    [ -z "$(printf '%s\n' "$report" | awk '$1 > 80')" ]
}

@test "nothing unfinished and no path of somebody's machine is in the tree" {
    found=$(grep -rnIE '\b(TODO|FIXME|XXX|HACK)\b|/(work|home|root|Users)/[a-z]' --exclude-dir=layers \
        core plugins scripts docs tests vendor .ci CMakeLists.txt README.md README.zh.md || true)
    echo "$found"
    [ -z "$found" ]
}

@test "text files are UTF-8 with Unix line ends and end with a line end" {
    files=$(find core plugins scripts docs vendor -type f -regex '.*\.\(c\|h\|lua\|tsv\|md\|cmake\|txt\|json\)')
    # shellcheck disable=SC2086 # words are wanted
    {
        [ -z "$(LC_ALL=C.UTF-8 grep -naxv '.*' $files)" ] || { echo "not UTF-8:" $(LC_ALL=C.UTF-8 grep -laxv '.*' $files); return 1; }
        [ -z "$(grep -l $'\r' $files)" ] || { echo "carriage return:" $(grep -l $'\r' $files); return 1; }
        for file in $files; do
            [ ! -s "$file" ] || [ -z "$(tail -c 1 "$file")" ] || { echo "$file: no line end at the end"; return 1; }
        done
    }
}

@test "every row of a knowledge file has a reason or a source" {
    bad=0
    for file in core/*/lexicon/*.tsv core/*/profiles/*.tsv; do
        [ -f "$file" ] || continue
        rows=$(awk -F '\t' '!/^#/ && NF && ($NF == "" || NF < 2) { print FILENAME ":" FNR ": " $0 }' "$file")
        [ -z "$rows" ] || { printf '%s\n' "$rows"; bad=1; }
    done
    [ "$bad" -eq 0 ]
}
