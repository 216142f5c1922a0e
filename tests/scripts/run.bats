#!/usr/bin/env bats
# scripts/run in a tree of its own, with stand-ins for the program, the package manager and the
# compiler, so that every way it can go is seen in a moment.

bats_require_minimum_version 1.5.0

setup() {
    tree=$BATS_TEST_TMPDIR/tree
    mkdir -p "$tree/core" "$tree/vendor" "$tree/build/release" "$BATS_TEST_TMPDIR/bin"
    cp -r "$TB_SOURCE/scripts" "$tree/"
    printf '# needed\nalpha\nbeta\n' >"$tree/vendor/apt-build.txt"
    touch "$tree/core/a.c" "$tree/CMakeLists.txt" "$tree/CMakePresets.json"
    calls=$BATS_TEST_TMPDIR/calls
    : >"$calls"
    PATH=$BATS_TEST_TMPDIR/bin:$PATH
    stand_in dpkg-query 'echo installed'
    stand_in id 'echo 0'
    stand_in apt-get "echo apt-get \$* >>'$calls'"
    stand_in cmake "echo cmake \$* >>'$calls'"
    printf '#!/bin/sh\necho "in $PWD:" "$@"\nexit 7\n' >"$tree/build/release/tongbao"
    chmod +x "$tree/build/release/tongbao"
}

# stand_in NAME BODY: a program NAME that does BODY.
stand_in() {
    printf '#!/bin/sh\n%s\n' "$2" >"$BATS_TEST_TMPDIR/bin/$1"
    chmod +x "$BATS_TEST_TMPDIR/bin/$1"
}

built() {
    touch "$tree/build/release/.built" "$tree/build/release/build.ninja"
}

@test "what is built is run at once, where the caller stands, with the program's status" {
    built
    cd "$BATS_TEST_TMPDIR"
    run tree/scripts/run check 'a file' ''
    echo "$output"
    [ "$status" -eq 7 ]
    [ "$output" = "in $BATS_TEST_TMPDIR: check a file " ]
    [ ! -s "$calls" ]
}

@test "it works by its name alone and from its own folder" {
    built
    cd "$tree/scripts"
    run sh run help
    [ "$status" -eq 7 ]
    run env PATH="$tree/scripts:$PATH" run help
    [ "$status" -eq 7 ]
}

@test "a newer source is built first, a second start builds nothing" {
    built
    touch -d '+1 second' "$tree/core/a.c"
    run "$tree/scripts/run" help
    [ "$status" -eq 7 ]
    grep -q '^cmake --build' "$calls"
    [ -z "$(grep apt-get "$calls")" ]
    touch "$tree/build/release/.built" -d '+2 seconds'
    : >"$calls"
    run "$tree/scripts/run" help
    [ ! -s "$calls" ]
}

@test "a file that was taken away is a newer source too" {
    touch "$tree/core/b.c"
    built
    sleep 0.02
    rm "$tree/core/b.c"
    run "$tree/scripts/run" help
    grep -q '^cmake --build' "$calls"
}

@test "the first time missing packages are installed by name, and it says so" {
    stand_in dpkg-query 'case "$*" in *beta) exit 1 ;; *) echo installed ;; esac'
    run "$tree/scripts/run" help
    echo "$output"
    [[ $output == *"installing: beta"* ]]
    grep -qx 'apt-get install -y --no-install-recommends beta' "$calls"
    [[ $(tail -n 2 "$calls") == *"--preset release"*"--build"* ]]
}

@test "without the right to install it prints the command and ends with 2" {
    stand_in dpkg-query 'exit 1'
    stand_in id 'echo 1000'
    run "$tree/scripts/run" help
    echo "$output"
    [ "$status" -eq 2 ]
    [[ $output == *"sudo apt-get install -y --no-install-recommends alpha beta"* ]]
    [ ! -s "$calls" ]
}

@test "a package that was removed but configured counts as missing" {
    stand_in dpkg-query 'echo config-files'
    run "$tree/scripts/run" help
    grep -q 'apt-get install .* alpha beta' "$calls"
}

@test "an installation that fails shows why and ends with 2" {
    stand_in dpkg-query 'exit 1'
    stand_in apt-get 'echo the mirror is asleep; exit 100'
    run "$tree/scripts/run" help
    [ "$status" -eq 2 ]
    [[ $output == *"the mirror is asleep"* ]]
}

@test "a build that fails shows why, ends with 2 and is tried again" {
    built
    touch -d '+1 second' "$tree/core/a.c"
    stand_in cmake 'echo error: expected a semicolon; exit 1'
    run "$tree/scripts/run" help
    [ "$status" -eq 2 ]
    [[ $output == *"expected a semicolon"* ]]
    run "$tree/scripts/run" help
    [ "$status" -eq 2 ]
}

@test "a build that works is quiet but for one line" {
    stand_in cmake 'echo lots of words'
    run --separate-stderr "$tree/scripts/run" help
    [ "$status" -eq 7 ]
    [ "$(printf '%s\n' "$stderr" | wc -l)" -eq 1 ]
    [ "$output" = "in $PWD: help" ]
}
