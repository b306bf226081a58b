#!/bin/sh
# Makes everything Netloupe needs on Debian >= 12 or Ubuntu >= 22.04: system packages that are missing, the virtual
# environment .venv, and the build. `setup.sh run` is for using it, `setup.sh test` adds the developers' tools.
# The second time it looks and leaves: a stamp holds the hash of what the environment was made from.
set -eu
purpose=${1:-run}
top=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
venv=$top/.venv
log=$top/build/setup.log
mkdir -p "$top/build"

say() { printf 'netloupe: %s\n' "$*" >&2; }
fail() { say "$*"; exit 1; }

# step "what is done" "what could not be done" COMMAND...: quiet unless it fails.
step() {
    say "$1"
    problem=$2
    shift 2
    "$@" >"$log" 2>&1 || { tail -n 20 "$log" >&2; fail "$problem (all of its output is in $log)"; }
}

# ---- the Python to use: 3.11 or newer that can make environments and compile against its headers
usable() {
    "$1" - 2>/dev/null <<'PY'
import ensurepip, os, sys, sysconfig, venv
sys.exit(not (sys.version_info >= (3, 11) and os.path.exists(os.path.join(sysconfig.get_path("include"), "Python.h"))))
PY
}
recent() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }
find_python() {
    python=
    for name in ${PYTHON:-} python3 python3.11 python3.12 python3.13 python3.14 /usr/bin/python3; do
        if usable "$name"; then python=$name; return; fi
    done
}

# ---- system packages: what must be there, and the package that brings it
has_library() { { /sbin/ldconfig -p || ldconfig -p; } 2>/dev/null | grep -q "$1"; }
missing_packages() {
    missing=
    while read -r kind what package; do
        case $kind in
            library) has_library "$what" || missing="$missing $package" ;;
            command) command -v "$what" >/dev/null 2>&1 || missing="$missing $package" ;;
            file) [ -e "$what" ] || missing="$missing $package" ;;
        esac
    done <<'NEEDS'
command cc gcc
file /usr/include/stdio.h libc6-dev
file /usr/include/pcap.h libpcap-dev
file /etc/ssl/certs/ca-certificates.crt ca-certificates
library libglib-2.0.so.0 libglib2.0-0
library libEGL.so.1 libegl1
library libGL.so.1 libgl1
library libfontconfig.so.1 libfontconfig1
library libxkbcommon.so.0 libxkbcommon0
library libdbus-1.so.3 libdbus-1-3
library libxcb-cursor.so.0 libxcb-cursor0
library libxcb-icccm.so.4 libxcb-icccm4
library libxcb-keysyms.so.1 libxcb-keysyms1
library libxcb-shape.so.0 libxcb-shape0
library libxkbcommon-x11.so.0 libxkbcommon-x11-0
library libwayland-client.so.0 libwayland-client0
library libwayland-cursor.so.0 libwayland-cursor0
file /usr/share/fonts/truetype/dejavu/DejaVuSans.ttf fonts-dejavu-core
NEEDS
    if [ -z "$python" ]; then
        if recent python3; then     # only its parts are missing
            version=$(python3 -c 'import sys; print("%d.%d" % sys.version_info[:2])')
            missing="$missing python$version-venv python$version-dev"
        else
            missing="$missing PYTHON"
        fi
    fi
}

install_packages() {
    command -v apt-get >/dev/null 2>&1 ||
        fail "these are missing, and only Debian's and Ubuntu's package manager is known here:$missing"
    as_root=
    if [ "$(id -u)" != 0 ]; then
        command -v sudo >/dev/null 2>&1 || fail "install these as root, then run this again: apt-get install$missing"
        as_root=sudo
    fi
    apt="$as_root env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=120 -o Acquire::Retries=3"
    step "reading the package lists" "the package lists could not be read; is there a network?" $apt update -q
    case $missing in
        *PYTHON*)
            offered=$(apt-cache policy python3 | sed -n 's/^ *Candidate: *3\.\([0-9]*\).*/\1/p')
            if [ "${offered:-0}" -ge 11 ]; then
                names="python3 python3-venv python3-dev"
            else                    # Ubuntu 22.04 has it beside its own, in `universe`
                names="python3.11 python3.11-venv python3.11-dev"
                apt-cache show python3.11 >/dev/null 2>&1 ||
                    fail "no Python 3.11 or newer is offered here (on Ubuntu 22.04 it is in the repository 'universe')"
            fi
            missing=$(printf '%s' "$missing" | sed "s/PYTHON/$names/") ;;
    esac
    step "installing$missing" "these system packages could not be installed:$missing" \
        $apt install -y -q --no-install-recommends $missing
}

# ---- the virtual environment and the build
inputs_hash() {
    { printf '%s\n' "$top" "$purpose"; "$python" -VV; cat "$top/pyproject.toml" "$top/packaging/setup.sh"; } |
        sha256sum | cut -d ' ' -f 1
}
pip() { "$venv/bin/python" -m pip --disable-pip-version-check --retries 5 "$@"; }

make_environment() {
    "$venv/bin/python" -c '' 2>/dev/null ||
        step "making the environment $venv with $("$python" -V)" "the environment could not be made" \
            "$python" -m venv --clear "$venv"
    step "preparing pip" "pip could not be brought up to date; is there a network?" pip install -q 'pip>=25.1'
    group=build
    [ "$purpose" = test ] && group=dev
    step "installing the $group tools" "the $group tools could not be installed" \
        pip install -q --group "$top/pyproject.toml:$group"
    step "building Netloupe and installing what it needs (a minute or two)" "Netloupe could not be built" \
        env PATH="$venv/bin:$PATH" "$venv/bin/python" -m pip install -q --no-build-isolation -e "$top"
}

# Changed sources are compiled here, where a mistake is told plainly, and not by the first import.
build() {
    folder=$(ls -d "$top"/build/cp* 2>/dev/null | head -n 1)
    "$venv/bin/python" -m ninja -C "$folder" >"$log" 2>&1 ||
        { grep -v '^\[\|^ninja: Enter' "$log" >&2; fail "the compiled modules could not be built (all output is in $log)"; }
}

find_python
stamp=$venv/netloupe-stamp-$purpose
[ "$purpose" = run ] && [ -e "$venv/netloupe-stamp-test" ] && purpose=test && stamp=$venv/netloupe-stamp-test
if [ -n "$python" ] && [ -e "$stamp" ] && [ "$(cat "$stamp")" = "$(inputs_hash)" ]; then
    build
    exit 0
fi
missing_packages
if [ -n "$missing" ]; then
    install_packages
    find_python
    [ -n "$python" ] || fail "no Python 3.11 or newer with venv and headers was found, even after installing"
fi
make_environment
build
inputs_hash >"$stamp"
say "ready"
