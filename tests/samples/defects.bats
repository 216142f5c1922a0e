#!/usr/bin/env bats
# The sample bulletins and the list of what is wrong in them agree: every quote stands in the cell it
# is said to stand in, and every file has the shape its README tells.

setup() {
    samples=$TB_TEST_DATA/samples
}

@test "every quote of defects.tsv stands in its cell" {
    run awk -F '\t' '
        FILENAME ~ /qinghe/ && $1 ~ /^[0-9]+$/ {
            name = FILENAME; sub(/.*\//, "", name); key = name SUBSEP $1
            # two rows may share a number: either may hold the quote
            cell[key, "no"] = cell[key, "no"] "\n" $1; cell[key, "task"] = cell[key, "task"] "\n" $2
            cell[key, "target"] = cell[key, "target"] "\n" $3; cell[key, "units"] = cell[key, "units"] "\n" $4
            cell[key, "result"] = cell[key, "result"] "\n" $5; cell[key, "-"] = cell[key, "-"] "\n" $0
        }
        FILENAME ~ /defects/ && !/^#/ {
            rows++
            if (NF != 7) { print FNR ": " NF " fields instead of 7"; bad = 1 }
            if (!(($1 SUBSEP $2, $3) in cell)) { print FNR ": no such item: " $1 " " $2; bad = 1 }
            else if ($4 == "" ? cell[$1 SUBSEP $2, $3] !~ /\n$/ : index(cell[$1 SUBSEP $2, $3], $4) == 0) {
                print FNR ": not found: " $4; bad = 1
            }
        }
        END { if (rows < 100) { print "only " rows + 0 " rows"; bad = 1 } exit bad }' \
        "$samples"/qinghe-*.txt "$samples/defects.tsv"
    echo "$output"
    [ "$status" -eq 0 ]
}

@test "the samples have the shape that is told of them" {
    for quarter in q2 q3; do
        file=$samples/qinghe-2024$quarter.txt
        [ "$(grep -cE '^[0-9]+	' "$file")" -eq 47 ]
        [ "$(grep -cE '^#' "$file")" -eq 1 ]
        [ "$(grep -cE '^	年度工作任务	' "$file")" -eq 1 ]
        [ "$(grep -cE '^[0-9]+	<p>' "$file")" -eq 5 ]
    done
    [ "$(grep -E '^[0-9]+	' "$samples/qinghe-2024q2.txt" | tail -n 1 | cut -f 1)" -eq 48 ]
    [ "$(grep -E '^[0-9]+	' "$samples/qinghe-2024q3.txt" | tail -n 1 | cut -f 1)" -eq 46 ]
}

@test "rules that are silent in the other bulletins find what was planted for them, and nothing else" {
    [ -x "$TONGBAO" ] || skip "the program is not built"
    rare=$samples/rare
    only=$(grep -v '^#' "$rare/expected.tsv" | cut -f 1 | sort -u | sed 's/^/--only /')
    # shellcheck disable=SC2086 # words are wanted
    "$TONGBAO" check --all --format ndjson $only "$rare/yunshan-2024h1.txt" | python3 -c '
import json, sys
for line in list(sys.stdin)[:-1]:
    f = json.loads(line)
    print(f["rule"], f["no"], f["field"], f["quote"], sep="\t")' | sort >"$BATS_TEST_TMPDIR/found"
    grep -v '^#' "$rare/expected.tsv" | sort >"$BATS_TEST_TMPDIR/expected"
    diff "$BATS_TEST_TMPDIR/expected" "$BATS_TEST_TMPDIR/found"
}
