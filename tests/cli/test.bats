#!/usr/bin/env bats
# tongbao test: cases that fail, checks that lack cases, patterns that do not mean what they seem to,
# and the forms for test runners.

bats_require_minimum_version 1.5.0

setup() {
    [ -x "$TONGBAO" ] || skip "the program is not built"
    export XDG_CONFIG_HOME=$BATS_TEST_TMPDIR/config XDG_STATE_HOME=$BATS_TEST_TMPDIR/state
    unset NO_COLOR COLUMNS LANG LC_MESSAGES
    mkdir -p "$BATS_TEST_TMPDIR/w" && cd "$BATS_TEST_TMPDIR/w" || return 1
    echo 'return workspace {}' >tongbao.lua
}

# plugin NAME CASES [CODE]: a check that points at 将 in the result.
plugin() {
    mkdir -p "plugins/checks/$1"
    cat >"plugins/checks/$1/check.lua" <<END
return check { id = "$1", title = "t", each_item = function(item, opt, flag)
  ${3:-}
  for _, place in ipairs(item:find_any("result", { "将" })) do flag { at = place, message = "m" } end
end }
END
    [ "$2" = none ] || echo "return { $2 }" >"plugins/checks/$1/cases.lua"
}

positive='{ name = "yes", item = { result = "将建。" }, expect = { { quote = "将" } } },'
negative='{ name = "no", item = { result = "已建。" }, expect = {} },'

@test "strict refuses a check without a positive and a negative case" {
    plugin both "$positive $negative"
    plugin only-yes "$positive"
    plugin only-no "$negative"
    plugin neither none
    run -0 "$TONGBAO" test both only-yes only-no neither
    run -0 "$TONGBAO" test --strict both
    for lang in zh en; do
        run -1 --separate-stderr "$TONGBAO" test --strict --lang $lang both only-yes only-no neither
        [[ $output == *"4 passed, 0 failed"* ]]
        [ "$(printf '%s\n' "$output" | grep -c '^✗')" -eq 3 ]
        [[ $output != *both* ]]
    done
    run -0 "$TONGBAO" test --format json both only-yes
    run -1 --separate-stderr "$TONGBAO" test --strict --format json both only-yes only-no neither
    [ "$(printf '%s' "$output" | python3 -c '
import json, sys
for one in json.load(sys.stdin)["summary"]["incomplete"]: print(one["plugin"], *one["lacks"])')" = \
"neither findings silence
only-no findings
only-yes silence" ]
    run -2 "$TONGBAO" check --strict x
}

@test "every bundled check has both kinds of case, and no trap" {
    run -0 --separate-stderr "$TONGBAO" test --strict
    [ "${#lines[@]}" -eq 1 ]
}

@test "a class with Chinese characters is warned of, with its place" {
    plugin trap "$positive $negative" 'local a = item.result:find("x[，。]+")'
    run -0 "$TONGBAO" test --lang en trap
    [[ ${lines[0]} == *"plugins/checks/trap/check.lua:2:32: [，。]" ]]
    [[ $output == *find_any* ]]
    run -0 "$TONGBAO" test --lang zh trap
    [[ $output == *find_any* ]]
    echo 'return { mark = [==[[^、]]==] }' >plugins/checks/trap/words.lua
    run -0 "$TONGBAO" test --lang en --format ndjson trap
    [[ ${lines[2]} == *'"path":"plugins/checks/trap/words.lua","line":1,"column":21,"quote":"[^、]"'* ]]
}

@test "what is no such class is not warned of" {
    for code in 'local a = "[%d]+亿" .. "[abc]，" .. "%[，%]"' '-- "[，。]"' '--[[ "[，]" ]] local a' \
        'local a = { ["，"] = 1 }' 'local a = "[，" .. "，]"' "local a = '\"[' .. '，' .. ']\"'" \
        'local a = "，[a]。"' 'local a = "\"[" .. "，" .. "]"'; do
        plugin fine "$positive $negative" "$code
"
        run -0 "$TONGBAO" test --lang en fine
        echo "$code: $output"
        [ "$output" = "2 passed, 0 failed" ]
    done
}

@test "JUnit for test runners" {
    plugin both "$positive $negative"
    plugin fails '{ name = "a < b & \"c\"\n", item = { result = "已建。" }, expect = { { quote = "将" } } },'
    run -1 --separate-stderr "$TONGBAO" test --strict --lang en --format junit both fails
    [ "$(printf '%s' "$output" | python3 -c '
import sys, xml.etree.ElementTree as tree
root = tree.parse(sys.stdin).getroot()
print(root.get("tests"), root.get("failures"))
for suite in root:
    print(suite.get("name"), suite.get("tests"), suite.get("failures"))
    for case in suite:
        failure = case.find("failure")
        print(repr(case.get("name")), failure is not None and "将" in failure.text)')" = \
"4 2
both 2 0
'yes' False
'no' False
fails 2 2
'a < b & \"c\"\\n' True
'--strict' False" ]
    run -2 "$TONGBAO" check --format junit x
    [[ $output == *"tongbao test"* ]]
}
