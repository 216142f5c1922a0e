#!/usr/bin/env bats
# shellcheck disable=SC2154 # at, tls, old and site are set by common.bash
# tongbao fetch from nginx: what a real server says of tags, packing, parts, limits, redirects and TLS.

bats_require_minimum_version 1.5.0
load common

# An authority of our own, another one, and certificates of a server: good, expired.
setup_file() {
    cd "$BATS_FILE_TMPDIR" || return 1
    command -v openssl >/dev/null || return 0
    for name in ca other server; do
        openssl ecparam -name prime256v1 -genkey -noout -out "$name.key"
    done
    for name in ca other; do
        openssl req -x509 -new -key "$name.key" -subj "/CN=$name of a test" -days 30 -out "$name.pem"
    done
    printf '[ca]\ndefault_ca=here\n[here]\ndatabase=index\nnew_certs_dir=.\nserial=serial\ndefault_md=sha256\npolicy=any\nunique_subject=no\n[any]\ncommonName=supplied\n' >ca.conf
    printf 'subjectAltName=DNS:localhost\n' >names.conf
    : >index
    echo 01 >serial
    openssl req -new -key server.key -subj /CN=localhost -out server.csr
    certify server
    certify expired -startdate 20200101000000Z -enddate 20200201000000Z
} 2>"$BATS_FILE_TMPDIR/openssl.log"

# certify NAME [WHEN]: NAME.pem for the server, by our authority.
certify() {
    openssl ca -batch -notext -config ca.conf -cert ca.pem -keyfile ca.key -in server.csr \
        -extfile names.conf -out "$1.pem" "${@:2}" || openssl ca -batch -notext -config ca.conf \
        -cert ca.pem -keyfile ca.key -in server.csr -extfile names.conf -out "$1.pem" -days 30
}

setup() {
    common_setup
    [ -s "$BATS_FILE_TMPDIR/server.pem" ] || skip "openssl is missing"
    mkdir -p "$site/www/packed" "$site/www/limited" "$site/www/broken/changed/one" "$site/www/broken/changed/two"
    bulletin 85 >"$site/www/plain.txt"
    cp "$site/www/plain.txt" "$site/www/packed/"
}

teardown() {
    common_teardown
}

# answers PATH: the statuses that were given for it, in turn.
answers() {
    awk -v path="$1" '$3 == path { printf "%s%s", sep, $2; sep = " " }' "$site/access"
}

@test "tags: asked again with the tag it gets 304; a file that was only touched is no new version" {
    real_server
    source_is demo "$at/plain.txt"
    run -0 fetch demo
    [[ $output == *"new: demo@2021Q3"* ]]
    run -0 fetch demo
    [ "$output" = "demo  unchanged" ]
    [ "$(answers /plain.txt)" = "200 304" ]
    touch -d '2030-01-01' "$site/www/plain.txt" # another tag, a date to come, the same bytes
    run -0 fetch demo
    [ "$output" = "demo  unchanged" ]
    run -0 fetch demo
    [ "$output" = "demo  unchanged" ]
    [ "$(answers /plain.txt)" = "200 304 200 304" ]
    bulletin 86 >"$site/www/plain.txt"
    run -0 fetch demo
    [[ $output == *"changed: demo@2021Q3, revision 2"* ]]
    [ "$(snapshots)" -eq 2 ]
}

@test "packing: fewer bytes come, the same are kept, and the weak tag goes back to the letter" {
    for i in $(seq 4 200); do echo "$i|新建学校$i所|完成主体施工|区教育局|完成。"; done >>"$site/www/packed/plain.txt"
    real_server
    source_is demo "$at/packed/plain.txt"
    run -0 fetch demo --format json
    size=$(wc -c <"$site/www/packed/plain.txt")
    came=$(sed -n 's/.*"bytes": \([0-9]*\).*/\1/p' <<<"$output")
    [ "$came" -gt 0 ]
    [ "$((came * 3))" -lt "$size" ]
    "$TONGBAO" history restore demo@2021Q3 -o back
    cmp back "$site/www/packed/plain.txt"
    run -0 fetch demo
    [ "$output" = "demo  unchanged" ]
    [ "$(answers /packed/plain.txt)" = "200 304" ]
    grep -q ' 304 /packed/plain.txt .*"W/\\x22' "$site/access"
}

@test "parts: a file that breaks off is asked for from there on; another file meanwhile comes whole" {
    {
        bulletin 85
        for i in $(seq 4 4000); do echo "$i|新建学校$i所|完成主体施工|区教育局|$i所学校主体施工完成。"; done
    } >"$site/www/broken/big.txt"
    cp "$site/www/broken/big.txt" "$site/www/broken/changed/one/big.txt"
    sed 's/已培训85/已培训86/' "$site/www/broken/big.txt" >"$site/www/broken/changed/two/big.txt"
    touch -d '2021-01-01' "$site/www/broken/changed/one/big.txt"
    real_server
    source_is demo "$at/broken/big.txt"
    run -0 fetch demo
    [ "$(answers /broken/big.txt)" = "200 206" ]
    grep -q ' 206 /broken/big.txt .*"bytes=[1-9][0-9]*-"' "$site/access"
    "$TONGBAO" history restore demo@2021Q3 -o back
    cmp back "$site/www/broken/big.txt"
    source_is demo "$at/broken/changed/big.txt"
    run -0 fetch demo
    [ "$(answers /broken/changed/big.txt)" = "200 200" ]
    "$TONGBAO" history restore demo@2021Q3 -o back
    cmp back "$site/www/broken/changed/two/big.txt"
}

# many PACE COUNT: as many sources of one host.
many() {
    {
        echo 'return workspace { contact = "desk@example.org", sources = {'
        for i in $(seq "$2"); do
            bulletin "$i" >"$site/www/limited/$i.txt"
            echo "  [\"s$i\"] = { fetcher = \"direct\", url = \"$at/limited/$i.txt\", allow_private = true, pace = $1 },"
        done
        echo '} }'
    } >tongbao.lua
}

@test "limits: twenty links at half the rate that a host allows are never refused; twice the rate is, and still all come" {
    real_server
    many 0.2 20
    run -0 fetch --all
    [ "$(grep -c ': s[0-9]*@2021Q3' <<<"$output")" -eq 20 ]
    [ "$(grep -c ' 200 /limited/' "$site/access")" -eq 20 ]
    run ! grep ' 429 ' "$site/access"
    rm -r fetch history
    many 0.02 6
    run -0 fetch --all
    [ "$(grep -c ': s[0-9]*@2021Q3' <<<"$output")" -eq 6 ]
    [ "$(grep -c ' 429 ' "$site/access")" -ge 1 ]
}

@test "redirects are followed, and the way is kept with the snapshot" {
    real_server
    source_is demo "$at/moved/again/plain.txt"
    run -0 fetch demo
    [[ $output == *"new: demo@2021Q3"*"$at/plain.txt"* ]]
    [ "$(answers /moved/again/plain.txt)" = 302 ]
    [ "$(answers /moved/plain.txt)" = 301 ]
    run -0 "$TONGBAO" history list --format json
    [[ $output == *"302 $at/moved/again/plain.txt 301 $at/moved/plain.txt"* ]]
    run -0 fetch demo
    [ "$output" = "demo  unchanged" ]
}

@test "TLS: with our authority; not without it, by another one, for another name, when it is out of date" {
    real_server
    cp "$BATS_FILE_TMPDIR/ca.pem" "$BATS_FILE_TMPDIR/other.pem" .
    source_is demo "$tls/plain.txt" ', ca_file = "ca.pem"'
    run -0 fetch demo
    [[ $output == *"new: demo@2021Q3"* ]]
    rm -r fetch
    : >"$site/access"
    for more in '' ', ca_file = "other.pem"'; do
        source_is demo "$tls/plain.txt" "$more"
        run -5 fetch demo
        [[ $output == *"failing: the TLS certificate or connection cannot be trusted: "* ]]
        [ "$(state demo)" = failing ]
        rm -r fetch
    done
    source_is demo "${tls/localhost/127.0.0.1}/plain.txt" ', ca_file = "ca.pem"'
    run -5 fetch demo
    [[ $output == *"cannot be trusted: "*"127.0.0.1"* ]]
    source_is demo "$old/plain.txt" ', ca_file = "ca.pem"'
    run -5 fetch demo
    [[ $output == *"cannot be trusted: "* ]]
    source_is demo "https://127.0.0.1:${at##*:}/plain.txt" ', ca_file = "ca.pem"'
    run -5 fetch demo # it speaks no TLS
    [[ $output == *"cannot be trusted: "* ]]
    source_is demo "$tls/plain.txt" ', ca_file = "missing.pem"'
    run -5 fetch demo
    [[ $output == *"missing.pem"* ]]
    run ! grep plain.txt "$site/access" # nobody was asked for anything
    [ "$(snapshots)" -eq 1 ]
}

@test "TLS: a certificate that is out of date is refused" {
    mkdir "$BATS_TEST_TMPDIR/certs"
    cp "$BATS_FILE_TMPDIR/expired.pem" "$BATS_TEST_TMPDIR/certs/server.pem"
    cp "$BATS_FILE_TMPDIR/server.key" "$BATS_TEST_TMPDIR/certs/"
    cp "$BATS_FILE_TMPDIR/ca.pem" .
    BATS_FILE_TMPDIR=$BATS_TEST_TMPDIR/certs real_server
    source_is demo "$tls/plain.txt" ', ca_file = "ca.pem"'
    run -5 fetch demo
    [[ $output == *"cannot be trusted: "*"expired"* ]]
    [ "$(snapshots)" -eq 0 ]
}

@test "from http to https is a way, from https to http is none" {
    real_server
    cp "$BATS_FILE_TMPDIR/ca.pem" .
    source_is demo "$at/secure/" ", ca_file = \"ca.pem\", hosts = \"${tls#https://}\""
    run -0 fetch demo
    [[ $output == *"new: demo@2021Q3"* ]]
    source_is demo "$tls/insecure/" ", ca_file = \"ca.pem\", hosts = \"localhost:${at##*:}\""
    run -5 fetch demo
    [[ $output == *"it leads from https to http"* ]]
}
