#!/usr/bin/env bats
# The built program as a file: how it is linked, what it opens to start, and that it runs from where
# it is installed.

setup() {
    [ -x "$TONGBAO" ] || skip "the program is not built"
}

# field FLAGS: readelf's words about the program.
field() {
    readelf -W "$@" "$TONGBAO"
}

@test "it is hardened: PIE, no executable stack, relocations read-only and bound at start" {
    [ "$TB_BUILD_TYPE" = Release ] || skip "only the release build is hardened"
    field -h | grep -q 'Type: *DYN'
    field -l | grep -q 'GNU_RELRO'
    field -d | grep -qE 'BIND_NOW|FLAGS.*NOW'
    field -d | grep -q 'FLAGS_1.*PIE'
    field -l | grep -E 'GNU_STACK' | grep -q ' RW '
    [ -z "$(field -l | grep ' RWE ')" ]
    field --dyn-syms | grep -q '__stack_chk_fail'
}

@test "it is linked with the few libraries a start may cost" {
    while read -r library; do
        grep -qE "^${library%%.so*}(\.so)?	" "$BATS_TEST_DIRNAME/loaded.tsv" ||
            { [ -n "$TB_SANITIZE" ] && [[ $library =~ ^lib(asan|ubsan|gcc_s|pthread|rt|resolv|stdc) ]]; } ||
            { echo "linked with $library"; return 1; }
    done < <(field -d | sed -n 's/.*(NEEDED).*\[\(.*\)\].*/\1/p')
}

@test "help opens no other library" {
    [ -z "$TB_SANITIZE" ] || skip "sanitizers bring libraries of their own"
    run env LD_DEBUG=files "$TONGBAO" help
    for library in $(printf '%s\n' "$output" | sed -n 's@.*calling init: .*/\([^/]*\)$@\1@p' | sort -u); do
        grep -qE "^${library%%.so*}(\.so)?	" "$BATS_TEST_DIRNAME/loaded.tsv" || [ "${library#ld-linux}" != "$library" ] ||
            { echo "opened $library"; return 1; }
    done
}

@test "installed elsewhere it runs and finds its plugins" {
    prefix=$BATS_TEST_TMPDIR/prefix
    cmake --install "$TB_BUILD" --prefix "$prefix" >"$BATS_TEST_TMPDIR/log" || { cat "$BATS_TEST_TMPDIR/log"; return 1; }
    [ -x "$prefix/bin/tongbao" ]
    [ -d "$prefix/share/tongbao/plugins" ]
    # Only what is installed may be used: run from a folder outside both trees.
    cd "$BATS_TEST_TMPDIR"
    installed=$("$prefix/bin/tongbao" plugins)
    built=$("$TONGBAO" plugins)
    [ -n "$installed" ]
    [ "$installed" = "$built" ]
    [ -z "$(find "$prefix" -type l)" ]
}

@test "an installed program holds no path of the folder it was built in" {
    [ "$TB_BUILD_TYPE" = Release ] || skip "debug information names the sources"
    [ "$(grep -acF -e "$TB_SOURCE/core" -e "$TB_SOURCE/build" "$TONGBAO")" -eq 0 ]
}
