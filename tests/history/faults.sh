#!/bin/sh
# faults.sh PROGRAM calls|disk short|full - the program itself, as people run it, keeps a bulletin while
# things go wrong: each of its system calls fails once with each error, or it is killed before the call
# (by strace); or the disk is full (a small tmpfs). What was acknowledged must be there byte by byte, and
# the same command must work afterwards. Prints "reliability<tab>what<tab>how often", and every case that
# went wrong. Exit status: 0, 1 when something did, 77 where it cannot be tried.
set -u
program=$1 what=$2 how=$3
case $0 in
/*) script=$0 ;;
*) script=$PWD/$0 ;;
esac
if [ "$what" = one-disk ]; then
    folder=$4
else
    folder=$(mktemp -d)
    trap 'rm -rf "$folder"' EXIT
fi
cd "$folder" || exit 1
export XDG_CONFIG_HOME="$folder" XDG_STATE_HOME="$folder" LC_ALL=C.UTF-8
bad=0 tried=0

report() {
    printf '东山县2023年重点工作第%s季度完成情况\n\n\t工作任务\t季度目标\t责任单位\t完成情况\n' "$1"
    row=0
    while [ $row -lt 40 ]; do
        row=$((row + 1))
        printf '%s\t植树%s00亩。\t植树%s0亩。\t县林业局（牵头）\t植树%s亩。\n' $row $row $row $(($2 + row))
    done
}

# add FILE [OPTION…]: in the folder "now"; $before may be a tracer.
add() {
    # shellcheck disable=SC2086 # words are wanted
    ${before-} "$program" history add -C now --series dongshan --now 2023-11-01 "$@" >out 2>err
}

wrong() {
    echo "wrong: $*: $(cat err)"
    bad=$((bad + 1))
}

# kept QUARTER…: they can be had back. The same file as without a fault needs no closer look; where an
# old file could not be read for a moment, the new one does not build on it.
kept() {
    for quarter; do
        cmp -s expected/history/dongshan/00000"$quarter"-2023Q"$quarter".tbs \
            now/history/dongshan/00000"$quarter"-2023Q"$quarter".tbs ||
            "$program" history restore -C now dongshan@2023Q"$quarter" 2>>err | cmp -s - q"$quarter".txt ||
            return 1
    done
}

# none_wrong: what is there of the new one is all of it.
none_wrong() {
    [ ! -e now/history/dongshan/000003-2023Q3.tbs ] || kept 3
}

# judge STATUS CASE…: after an addition of the third quarter, and again when nothing goes wrong.
judge() {
    status=$1
    shift
    tried=$((tried + 1))
    kept 1 2 || wrong "$*: what was there is lost"
    none_wrong || wrong "$*: what was added is not whole"
    if [ "$status" -eq 0 ]; then
        kept 3 || wrong "$*: acknowledged and lost"
    elif [ "$status" -lt 128 ] && [ ! -s err ]; then
        wrong "$*: nothing was said"
    fi
    before=
    add q3.txt || wrong "$*: it does not work afterwards"
    kept 1 2 3 || wrong "$*: something is lost afterwards"
    [ ! -e now/history/dongshan/.new ] || wrong "$*: something is left"
}

prepare() {
    mkdir now
    echo 'return workspace {}' >now/tongbao.lua
    for quarter in 1 2 3; do
        report "$(echo 一二三 | cut -c $((quarter * 3 - 2))-$((quarter * 3)))" $((quarter * 70)) >q$quarter.txt
    done
    add q1.txt || { cat err; exit 1; }
    add q2.txt || { cat err; exit 1; }
    cp -r now base
    add q3.txt || { cat err; exit 1; }
    mv now expected
}

# try CALL N FAULT
try() {
    rm -rf now
    cp -r base now
    before="strace -f -o /dev/null -e trace=$1 -e inject=$1:$3:when=$2"
    add q3.txt
    judge $? "$1 $2 $3"
}

try_calls() {
    command -v strace >/dev/null 2>&1 && strace -o /dev/null true 2>/dev/null || exit 77
    calls="write fsync rename mkdir flock"
    faults="error=EIO signal=KILL"
    if [ "$how" = full ]; then
        calls="$calls openat read close newfstatat getdents64 lseek access mmap getcwd"
        faults="error=EIO error=ENOSPC error=EACCES error=EMFILE error=EINTR signal=KILL"
    fi
    prepare
    for call in $calls; do
        rm -rf now
        cp -r base now
        before="strace -f -o trace -e trace=$call"
        add q3.txt || { cat err; exit 1; }
        count=$(grep -c "$call(" trace)
        for fault in $faults; do
            n=0
            while [ $n -lt "$count" ]; do
                n=$((n + 1))
                try "$call" $n "$fault"
            done
        done
    done
    printf 'reliability\tsystem calls of the program fail, or it is killed before them\t%s\n' $tried
}

# one_disk KIB: in a mount namespace of its own: as much as fits, then what does not, then more room.
one_disk() {
    mount -t tmpfs -o size="$1"k none disk
    rm -rf now
    cp -r base disk/now && ln -s disk/now now || exit 1
    n=0
    while head -c 5000 /dev/urandom >blob$n && add blob$n --period $((2000 + n)); do
        n=$((n + 1))
        [ $n -lt 60 ] || { wrong "disk of $1 KiB: it is never full"; break; }
    done
    [ -s err ] || wrong "disk of $1 KiB: nothing was said"
    grep -q 'No space left on device' err || wrong "disk of $1 KiB"
    kept 1 2 || wrong "disk of $1 KiB: what was there is lost"
    for room in none more; do
        if [ $room = more ]; then
            mount -o remount,size=2m disk
            add blob$n --period $((2000 + n)) || wrong "disk of $1 KiB: it does not work afterwards"
        fi
        i=0
        while [ $i -lt $n ]; do
            "$program" history restore -C now dongshan@$((2000 + i)) 2>err | cmp -s - blob$i ||
                wrong "disk of $1 KiB: number $i of $n is lost"
            i=$((i + 1))
        done
    done
    "$program" history verify --deep -C now >out 2>err || wrong "disk of $1 KiB: $(cat out)"
}

try_disks() {
    mkdir disk
    unshare -rm mount -t tmpfs -o size=16k none disk 2>/dev/null || exit 77
    prepare
    step=32
    [ "$how" = full ] && step=4
    size=16
    while [ $size -le 128 ]; do
        unshare -rm sh "$script" "$program" one-disk short "$folder" $size || bad=$((bad + 1))
        tried=$((tried + 1))
        size=$((size + step))
    done
    printf 'reliability\tdisks that are full\t%s\n' $tried
}

case $what in
calls) try_calls ;;
disk) try_disks ;;
one-disk) one_disk "$5" ;;
esac
[ $bad -eq 0 ]
