#!/usr/bin/env bats
# The page of a bulletin in a browser: filters, order, evidence, languages, light and dark, paper, phone, screen readers.

bats_require_minimum_version 1.5.0

setup_file() {
    export modules=$TB_BUILD/browser/node_modules
    browser=$(command -v chromium || command -v chromium-browser || true)
    export browser
    if [ -n "$browser" ] && command -v npm >/dev/null && [ ! -d "$modules/axe-core" ]; then
        mkdir -p "$TB_BUILD/browser" && cp "$BATS_TEST_DIRNAME/package.json" "$TB_BUILD/browser/"
        timeout 120 npm install --prefix "$TB_BUILD/browser" --no-audit --no-fund >/dev/null 2>&1 || true
    fi
}

setup() {
    [ -x "$TONGBAO" ] || skip "the program is not built"
    [ -n "$browser" ] || skip "chromium is missing"
    command -v node >/dev/null || skip "nodejs is missing"
    [ -d "$modules/playwright-core" ] && [ -d "$modules/axe-core" ] || skip "playwright-core and axe-core could not be installed by npm"
    cd "$BATS_TEST_TMPDIR" || return 1
    export XDG_CONFIG_HOME=$BATS_TEST_TMPDIR XDG_STATE_HOME=$BATS_TEST_TMPDIR
    samples=$TB_SOURCE/tests/data/samples
}

@test "a page does what a reader asks of it" {
    "$TONGBAO" --lang zh export "$samples/qinghe-2024q3.txt" --previous "$samples/qinghe-2024q2.txt" --to html -o page.html
    shots=${UPDATE_GOLDEN:+$TB_SOURCE/docs/pictures}
    # shellcheck disable=SC2086
    run node "$BATS_TEST_DIRNAME/page.cjs" "$modules" "$browser" page.html $shots
    echo "$output"
    [ "$status" -eq 0 ]
}

@test "a hostile bulletin stays text: no script of its runs" {
    printf '某区2024年第二季度通报\n序号\t任务\t目标\t责任单位\t完成情况\n1\t修道路 "><img src=x onerror=console.log(1)>\t</script><script>console.log(2)</script>\t甲局（牵头）\t建成3公里 javascript:alert(1)\n2\t植树\t植树3亩\t乙局（牵头）\t植树1亩\n' >bad.txt
    "$TONGBAO" --lang zh export bad.txt --to html -o bad.html
    run grep -cE '<img|<script>console' bad.html
    [ "$output" -eq 0 ] || { grep -oE '.{30}(<img|<script>console).{20}' bad.html; return 1; }
}

@test "eighty items make a page below 300 KB" {
    [ -f "$TB_SHARED_DATA/linzi-2021q3.txt" ] || skip "the real report is not here"
    "$TONGBAO" export "$TB_SHARED_DATA/linzi-2021q3.txt" --to html -o page.html
    [ "$(wc -c <page.html)" -lt 300000 ]
}
