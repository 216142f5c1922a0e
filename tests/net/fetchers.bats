#!/usr/bin/env bats
# The fetchers that find bulletins, against pages on loopback.

bats_require_minimum_version 1.5.0
load common
# shellcheck disable=SC2154,SC2016 # site comes from common.bash; backquotes stand in the guide

setup() {
    common_setup
}

teardown() {
    common_teardown
}

# page NAME TITLE [BODY]: a page of the site; the body is standard input where none is given.
page() {
    printf '<!doctype html><html><head><meta charset="utf-8"><title>%s</title></head><body>%s</body></html>' \
        "$2" "${3-$(cat)}" >"$site/$1"
}

# table PERIOD FIGURE: a bulletin as a page's body.
table() {
    printf '<h1>示例区2021年%s重点工作任务进展情况</h1><table><tr><th>序号</th><th>年度工作任务</th><th>工作目标</th><th>责任单位</th><th>进展情况</th></tr>' "$1"
    printf '<tr><td>1</td><td>新建学校3所</td><td>完成主体施工</td><td>区教育局</td><td>3所学校主体施工完成。</td></tr>'
    printf '<tr><td>2</td><td>培训乡村医生100人</td><td>培训80人以上</td><td>区卫生健康局</td><td>已培训%s人。</td></tr></table>' "$2"
}

# serve: the site's files as they are; what is not there is 404.
serve() {
    misbehave
    at=$at/file
}

@test "index-page: the newest by period, whatever its place in the list; a correction is its next revision" {
    serve
    page list.html '重点工作' <<'X'
<h2>重点工作</h2><ul>
<li><a href="q2.html">2021年上半年重点工作任务进展情况</a><span>2021-07-16</span></li>
<li><a href="q3.html">2021年第三季度重点工作任务进展情况</a><span>2021-10-15</span></li>
<li><a href="x.html">关于国庆节放假的通知</a><span>2021-09-28</span></li></ul>
X
    page q3.html '第三季度' "$(table 第三季度 85)"
    source_is demo "$at/list.html" ', title = "重点工作"' index-page
    run -0 fetch demo --dry-run
    [[ $output == *"2021H1  there is a newer one  2021年上半年"*"2021Q3  taken  2021年第三季度"* ]]
    [ ! -d history ]
    run -0 fetch demo
    [[ $output == *"new: demo@2021Q3"* ]]
    run -0 fetch demo
    [ "$output" = "demo  unchanged" ]
    page q3.html '第三季度' "$(table 第三季度 86)"
    run -0 fetch demo
    [[ $output == *"changed: demo@2021Q3, revision 2"* ]]
    [ "$(snapshots)" -eq 2 ]
}

@test "index-page: two that are as new as each other are refused, and shown" {
    serve
    page list.html '重点工作' '<p><a href="a.html">2021年第三季度甲</a></p><p><a href="b.html">2021年三季度乙</a></p>'
    source_is demo "$at/list.html" '' index-page
    run -5 fetch demo
    [[ $output == *"several are as new as each other"* ]]
    run -5 fetch demo --dry-run
    [[ $output == *"2021Q3  as new as another one  2021年第三季度甲"*"2021Q3  as new as another one  2021年三季度乙"* ]]
    [ "$(snapshots)" -eq 0 ]
}

@test "index-page: a list as a table, on several pages; a list that is not there" {
    serve
    page list.html '列表' '<table><tr><th>标题</th><th>日期</th></tr><tr><td><a href="/file/q2.html">二季度进展</a></td><td>2021-07-16</td></tr></table><p><a href="list2.html">下一页</a></p>'
    page list2.html '列表' '<table><tr><th>标题</th><th>日期</th></tr><tr><td><a href="/file/q4.html">四季度进展</a></td><td>2022-01-16</td></tr></table>'
    page q4.html '四季度' "$(table 第四季度 85)"
    source_is demo "$at/list.html" ', match = "季度*进展"' index-page
    run -0 fetch demo
    [[ $output == *"new: demo@2021Q4"* ]] # published in January: it is the year before's
    source_is demo "$at/nowhere.html" '' index-page
    run -5 fetch demo
    [[ $output == *"the server answers 404"* ]]
}

@test "the table is in an attachment of the page" {
    serve
    page list.html '列表' '<p><a href="q3.html">2021年第三季度重点工作进展</a></p>'
    page q3.html '第三季度' '<p>现予公布。</p><p>附件：<a href="note.csv">1.说明.csv</a> <a href="table.csv">2.任务表.csv</a></p>'
    echo '说明' >"$site/note.csv"
    bulletin 85 | tr '|' ',' >"$site/table.csv"
    source_is demo "$at/list.html" '' index-page
    run -0 fetch demo
    [[ $output == *"new: demo@2021Q3"*"table.csv"* ]]
    "$TONGBAO" history restore demo@2021Q3 -o back
    cmp back "$site/table.csv"
    : >"$site/log"
    run -0 fetch demo
    [ "$output" = "demo  unchanged" ]
    grep -q '/table.csv .*if-none-match="' "$site/log"
}

@test "url-template: the newest period that is there; what is not is not published yet" {
    serve
    page q2.html '第二季度' "$(table 第二季度 40)"
    source_is demo "$at/q{quarter}.html" '' url-template
    run -0 fetch demo --now 2021-10-31
    [[ $output == *"new: demo@2021Q2"* ]]
    run -0 fetch demo --now 2021-10-31
    [ "$output" = "demo  waiting" ]
    run -0 fetch demo --now 2021-10-31 --dry-run
    [[ $output == *"2021Q3  not published yet"* ]]
    page q3.html '第三季度' "$(table 第三季度 85)"
    run -0 fetch demo --now 2021-10-31
    [[ $output == *"changed: demo@2021Q3"* ]]
}

# sources_are LINE…: tongbao.lua with these sources, in brief.
sources_are() {
    {
        echo 'return workspace { contact = "desk@example.org", sources = {'
        printf '%s, allow_private = true, pace = 0.02, deadline = 60 },\n' "$@"
        echo '} }'
    } >tongbao.lua
}

@test "feed, sitemap and json-list: lists that are no web pages, in GBK too" {
    serve
    page q3.html '示例区2021年第三季度重点工作' "$(table 第三季度 85)"
    {
        echo '<?xml version="1.0" encoding="gb2312"?><!-- 重点工作 --><rss version="2.0"><channel><title>列表</title>'
        echo "<item><title><![CDATA[2021年第三季度]]>重点工作</title><link>$at/q3.html</link><pubDate>Fri, 5 Oct 2021 08:00:00 +0800</pubDate></item>"
        echo "<item><title>放假通知</title><link>$at/x.html</link></item></channel></rss>"
    } | iconv -f UTF-8 -t GB18030 >"$site/rss.xml"
    echo '<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>三季度重点工作</title><link rel="edit" href="e"/><link href="q3.html"/><updated>2021-10-15T08:00:00Z</updated></entry></feed>' >"$site/atom.xml"
    echo "<sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\"><sitemap><loc>$at/map.xml</loc></sitemap></sitemapindex>" >"$site/maps.xml"
    echo "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\"><url><loc>$at/q3.html</loc><lastmod>2021-10-15</lastmod></url></urlset>" >"$site/map.xml"
    echo '{"data":{"list":[{"title":"2021年第三季度重点工作","url":"q3.html","date":"2021-10-15"}]}}' >"$site/list.json"
    echo '<!DOCTYPE rss [<!ENTITY a "b">]><rss><channel><item><title>&a;</title><link>q3.html</link></item></channel></rss>' >"$site/bad.xml"
    sources_are "rss = { fetcher = 'feed', url = '$at/rss.xml', title = '重点工作'" \
        "atom = { fetcher = 'feed', url = '$at/atom.xml'" \
        "map = { fetcher = 'sitemap', url = '$at/maps.xml', match = 'q3'" \
        "list = { fetcher = 'json-list', url = '$at/list.json'" \
        "bad = { fetcher = 'feed', url = '$at/bad.xml'"
    run -5 fetch --all
    for name in rss atom map list; do
        [[ $output == *"$name  new: $name@2021Q3"* ]]
    done
    [[ $output == *"bad  failing: there are no entries of a feed"* ]]
    run -0 fetch rss --dry-run --format json
    [[ $output == *'"date": "2021-10-05"'*'"decision": "taken"'* ]]
}

@test "what was fetched is checked and compared, in one summary; a page that goes can be cited" {
    misbehave
    keep_bulletin() { bulletin "$1" >"$site/body"; run -0 fetch demo; }
    source_is demo "$at/good"
    keep_bulletin 85
    [[ $output == *"new: demo@2021Q3"*"checks: error "*"see tongbao check demo@2021Q3"* ]]
    keep_bulletin 86
    [[ $output == *"revision 2"*"since demo@2021Q3~1: figure up 1"* ]]
    run -0 fetch demo --format json
    [[ $output == *'"findings": null'*'"changes": null'* ]]
    echo 410 >"$site/gone"
    source_is demo "$at/status/410"
    run -5 fetch demo
    hash=$(sha256sum "$site/body" | cut -d' ' -f1)
    [[ $output == *"gone: the server answers 410"*"kept: demo@2021Q3, $at/good, fetched "*"seen 2 times, SHA-256 $hash"* ]]
}

@test "sources and notices are granted once, for what they are" {
    misbehave
    source_is demo "$at/good"
    run -5 "$TONGBAO" fetch demo --lang en
    run -0 "$TONGBAO" plugins grant demo --lang en
    [[ $output == *"granted to source demo"*"ask again within a second"*"private networks"* ]]
    run -0 "$TONGBAO" fetch demo --lang en
    sed -i 's/good/newtag/' tongbao.lua # another address: another grant
    run -5 "$TONGBAO" fetch demo --lang en
    [[ $output == *"which was not granted"* ]]
    run -2 "$TONGBAO" plugins grant nobody
}

@test "news is told by a command and in a feed, once that was granted" {
    misbehave
    source_is demo "$at/good"
    sed -i "s|^return workspace {|& notify = { command = 'cat >>told', feed = 'news.xml' },|" tongbao.lua
    run -6 fetch demo
    [[ $output == *"was not granted, use tongbao plugins grant notify"* ]]
    [ ! -e told ]
    run -0 "$TONGBAO" plugins grant notify --lang en
    [[ $output == *"notify.command = cat >>told"*"notify.feed = news.xml"* ]] # what was granted
    run -0 fetch demo # no news
    [ ! -e told ]
    bulletin 86 >"$site/body"
    run -0 fetch demo
    grep -q 'changed: demo@2021Q3, revision 2' told
    grep -q 'figure up 1' told
    bulletin 87 >"$site/body"
    run -0 fetch demo
    [ "$(grep -c '<entry><title>tongbao: demo changed</title>' news.xml)" -eq 2 ]
    python3 -c 'import sys, xml.dom.minidom as d; d.parse("news.xml")'
    sed -i "s/cat >>told/false/" tongbao.lua
    run -0 "$TONGBAO" plugins grant notify
    bulletin 88 >"$site/body"
    run -6 fetch demo
    [[ $output == *"revision 4"*"the notice was not delivered"* ]]
    sed -i "s|feed = 'news.xml'|feed = '../news.xml'|" tongbao.lua
    run -2 fetch demo
}

@test "the fetcher that the guide shows finds a bulletin" {
    serve
    page list.html '列表' '<p><a href="q3.html">2021年第三季度重点工作进展</a></p><p><a href="x.html">通知</a></p>'
    page q3.html '第三季度' "$(table 第三季度 85)"
    mkdir -p plugins/fetchers/mine
    sed -n '/^## Your own fetcher/,$p' "$BATS_TEST_DIRNAME/../../docs/fetching.md" |
        sed -n '/^```lua/,/^```/p' | sed '/^```/d' >plugins/fetchers/mine/fetcher.lua
    source_is demo "$at/list.html" '' mine
    run -0 "$TONGBAO" plugins grant mine
    run -0 fetch demo
    [[ $output == *"new: demo@2021Q3"* ]]
}
