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

# ---- system packages: what must be there, and the package that brings it; judges are what only the tests need: other
# programs to compare with, and those of the system that the program works with
has_library() { { /sbin/ldconfig -p || ldconfig -p; } 2>/dev/null | grep -q "$1"; }
has_command() { PATH=$PATH:/usr/sbin:/sbin command -v "$1" >/dev/null 2>&1; }
missing_packages() {
    missing=
    while read -r kind what package; do
        case $kind in
            library) has_library "$what" || missing="$missing $package" ;;
            command) has_command "$what" || missing="$missing $package" ;;
            judge) [ "$purpose" != test ] || has_command "$what" || missing="$missing $package" ;;
            file) [ -e "$what" ] || missing="$missing $package" ;;
        esac
    done <<'NEEDS'
command cc gcc
file /usr/include/stdio.h libc6-dev
file /usr/include/pcap.h libpcap-dev
file /etc/ssl/certs/ca-certificates.crt ca-certificates
file /etc/services netbase
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
judge tshark tshark
judge tcpdump tcpdump
judge strace strace
judge ip iproute2
judge setcap libcap2-bin
judge mount mount
judge useradd passwd
judge sudo sudo
judge pkexec pkexec
judge dbus-daemon dbus
judge ssh openssh-client
judge sshd openssh-server
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
    without_services step "installing$missing" "these system packages could not be installed:$missing" \
        $apt install -y -q --no-install-recommends $missing
    case $missing in
        *openssh-server*)
            $as_root systemctl disable ssh >/dev/null 2>&1 || true
            say "openssh-server is for the tests; no server was started, and none is at the next start of this computer" ;;
    esac
}

# Programs are wanted, not what Debian starts with them: policy-rc.d is how an administrator says so.
without_services() {
    policy=/usr/sbin/policy-rc.d
    if [ -e "$policy" ]; then "$@"; return; fi
    $as_root sh -c "printf '#!/bin/sh\nexit 101\n' >$policy && chmod 755 $policy"
    trap '$as_root rm -f "$policy"' EXIT
    "$@"
    trap - EXIT
    $as_root rm -f "$policy"
}

# ---- the virtual environment and the build
environment_hash() {
    { printf '%s\n' "$top" "$purpose"; "$python" -VV; cat "$top/pyproject.toml" "$top/packaging/setup.sh"; } |
        sha256sum | cut -d ' ' -f 1
}
sources_hash() {
    (cd "$top" && find engine gui resources meson.build meson.options pyproject.toml -type f ! -name '*.pyc' -print0 |
        sort -z | xargs -0 sha256sum | sha256sum | cut -d ' ' -f 1)
}
is_stamped() { [ -e "$1" ] && [ "$(cat "$1")" = "$2" ]; }
pip() { "$venv/bin/python" -m pip --disable-pip-version-check --retries 5 "$@"; }
is_editable() { ls "$venv"/lib/python3*/site-packages/_netloupe_editable_loader.py >/dev/null 2>&1; }

make_environment() {
    "$venv/bin/python" -c '' 2>/dev/null ||
        step "making the environment $venv with $("$python" -V)" "the environment could not be made" \
            "$python" -m venv --clear "$venv"
    step "preparing pip" "pip could not be brought up to date; is there a network?" pip install -q 'pip>=25.1'
    group=build
    [ "$purpose" = test ] && group=dev
    step "installing the $group tools" "the $group tools could not be installed" \
        pip install -q --group "$top/pyproject.toml:$group"
}

# Only what has changed is compiled again: the build folder stays. Who installed the project as editable keeps that.
build() {
    if is_editable; then how=-e; else how=-Cbuild-dir=$top/build/package; fi
    step "building Netloupe and installing what it needs (a minute or two the first time)" "Netloupe could not be built" \
        env PATH="$venv/bin:$PATH" "$venv/bin/python" -m pip install -q --no-build-isolation "$how" "$top"
}

find_python
stamp=$venv/netloupe-stamp
# What a machine for tests has is enough to run.
[ "$purpose" = run ] && grep -qs '^test$' "$stamp-purpose" && purpose=test
if [ -z "$python" ] || ! is_stamped "$stamp-environment" "$(environment_hash)"; then
    missing_packages
    if [ -n "$missing" ]; then
        install_packages
        find_python
        [ -n "$python" ] || fail "no Python 3.11 or newer with venv and headers was found, even after installing"
    fi
    make_environment
    echo "$purpose" >"$stamp-purpose"
    environment_hash >"$stamp-environment"
    rm -f "$stamp-sources"
fi
sources=$(sources_hash)
if ! is_stamped "$stamp-sources" "$sources"; then
    build
    echo "$sources" >"$stamp-sources"
    say "ready"
fi
