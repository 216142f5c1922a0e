# common.sh - sourced by the other scripts, which set `root` to the checkout. Says what it does on
# standard error, in a line or two; the rest goes to log files under build/.
# shellcheck shell=sh
: "${root:?}"

say() {
    printf 'scripts/%s: %s\n' "${0##*/}" "$*" >&2
}

# packages LIST…: the names in vendor/apt-LIST.txt, on one line.
packages() {
    for list; do
        sed -e 's/#.*//' -e '/^[[:space:]]*$/d' "$root/vendor/apt-$list.txt"
    done | tr '\n' ' '
}

# missing PACKAGE…: those of them that are not installed.
missing() {
    for package; do
        case $(dpkg-query -W -f '${db:Status-Status}\n' "$package" 2>/dev/null) in
        installed*) ;;
        *) printf '%s ' "$package" ;;
        esac
    done
}

# need LIST…: installs what is missing of the lists. Status 2 where that cannot be done.
need() {
    if ! command -v dpkg-query >/dev/null 2>&1; then
        say "不是 Debian 或 Ubuntu，请自行安装 / not Debian or Ubuntu, please install yourself: $(packages "$@")"
        return 0
    fi
    # shellcheck disable=SC2046 # words are wanted
    wanted=$(missing $(packages "$@"))
    [ -n "$wanted" ] || return 0
    if [ "$(id -u)" != 0 ]; then
        say "缺少软件包，请先运行 / packages are missing, please run first:"
        say "  sudo apt-get install -y --no-install-recommends $wanted"
        exit 2
    fi
    say "正在安装 / installing: $wanted"
    mkdir -p "$root/build"
    log=$root/build/apt.log
    # A fresh system has no lists yet; one list that cannot be had must not stop the others.
    DEBIAN_FRONTEND=noninteractive
    export DEBIAN_FRONTEND
    apt-get update >"$log" 2>&1 </dev/null || true
    # shellcheck disable=SC2086
    apt-get install -y --no-install-recommends $wanted >>"$log" 2>&1 </dev/null && return 0
    tail -n 30 "$log" >&2
    say "安装失败，全部记录在 / could not install; all of it is in build/apt.log"
    exit 2
}

# build PRESET [TARGET…]: configures where needed and builds, quiet unless it fails. Two at a time
# wait for each other.
build() {
    preset=$1
    shift
    folder=$root/build/$preset
    mkdir -p "$folder"
    (
        flock 9
        : >"$folder/.started"
        log=$folder/build.log
        if { [ -f "$folder/build.ninja" ] || cmake -S "$root" --preset "$preset"; } >"$log" 2>&1 &&
            cmake --build "$folder" ${1:+--target "$@"} >"$log" 2>&1; then
            # Older than any file edited while the build ran.
            mv "$folder/.started" "$folder/.built"
        else
            grep -v '^\[[0-9]*/' "$log" | tail -n 60 >&2
            say "构建失败，全部记录在 / could not build; all of it is in build/$preset/build.log"
            exit 2
        fi
    ) 9>"$folder/.lock" || exit 2
}
