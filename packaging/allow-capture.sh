#!/bin/sh
# Lets members of a group capture packets, and others after an administrator's password; run as root:
#
#   allow-capture.sh HELPER [USER]     installs a copy of netloupe-capture that only root can change, with the one
#                                      capability it needs, and adds USER (default: who called sudo) to the group
#   allow-capture.sh --undo            takes all of that away again
#
# Nothing else gets rights: not Python, not the window.
set -eu
group=netloupe
folder=/usr/libexec/netloupe
target=$folder/netloupe-capture
policy=/usr/share/polkit-1/actions/org.netloupe.capture.policy
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)

fail() { echo "allow-capture: $*" >&2; exit 1; }
[ "$(id -u)" = 0 ] || fail "this must be run as root (sudo sh $0 ...)"

if [ "${1:-}" = --undo ]; then
    rm -f "$target" "$policy"
    if [ -d "$folder" ]; then rmdir "$folder"; fi
    if getent group "$group" >/dev/null; then groupdel "$group"; fi
    echo "Nobody may capture with Netloupe's helper any more."
    exit 0
fi

helper=${1:?the path of netloupe-capture is missing}
user=${2:-${SUDO_USER:-}}
[ -f "$helper" ] || fail "there is no file $helper"
command -v setcap >/dev/null || fail "setcap is missing: apt install libcap2-bin"
[ -z "$user" ] || id -u -- "$user" >/dev/null 2>&1 || fail "there is no user $user"

getent group "$group" >/dev/null || groupadd --system "$group"
install -d -o root -g root -m 0755 "$folder"
# Into place in one step, with its owner, mode and capability: at no moment may others run or change it.
fresh=$(mktemp "$folder/.new-XXXXXX")
trap 'rm -f "$fresh"' EXIT
install -o root -g "$group" -m 0750 "$helper" "$fresh"
setcap cap_net_raw+ep "$fresh"
mv -f "$fresh" "$target"
trap - EXIT
if [ -d "${policy%/*}" ] && [ -f "$here/org.netloupe.capture.policy" ]; then
    install -o root -g root -m 0644 "$here/org.netloupe.capture.policy" "$policy"
fi
echo "$target is installed; members of the group $group may capture with it."
if [ -n "$user" ] && [ "$user" != root ]; then
    usermod -aG "$group" -- "$user" 2>/dev/null || usermod -aG "$group" "$user"
    echo "$user is a member now: log in again, or start it here with: sg $group -c netloupe"
fi
