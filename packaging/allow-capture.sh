#!/bin/sh
# Lets members of a group capture packets, and others after an administrator's password; run as root:
#
#   allow-capture.sh HELPER [USER [SHA256]]   installs a copy of netloupe-capture that only root can change, with the one
#                                             capability it needs, and adds USER (default: who called sudo) to the group
#   allow-capture.sh --undo                   takes all of that away again
#
# Nothing else gets rights: not Python, not the window. HELPER may lie where others can write: it is read with USER's
# rights, by no link, and is only installed if it has that SHA256 (default: whatever it has). All that root installs
# beside it is in this file.
set -eu
PATH=/usr/sbin:/usr/bin:/sbin:/bin
group=netloupe
folder=/usr/libexec/netloupe
target=$folder/netloupe-capture
policy=/usr/share/polkit-1/actions/org.netloupe.capture.policy

fail() { echo "allow-capture: $*" >&2; exit 1; }
[ "$(id -u)" = 0 ] || fail "this must be run as root"

if [ "${1:-}" = --undo ]; then
    rm -f "$target" "$policy"
    if [ -d "$folder" ]; then rmdir "$folder"; fi
    if getent group "$group" >/dev/null; then groupdel "$group"; fi
    echo "Nobody may capture with Netloupe's helper any more."
    exit 0
fi

helper=${1:?the path of netloupe-capture is missing}
user=${2:-${SUDO_USER:-root}}
expected=${3:-}
command -v setcap >/dev/null || fail "setcap is missing: apt install libcap2-bin"
uid=$(id -u -- "$user" 2>/dev/null) || fail "there is no user $user"
for place in "$folder" "$target" "$policy"; do
    [ ! -L "$place" ] || fail "$place is a link"
done

getent group "$group" >/dev/null || groupadd --system "$group"
install -d -o root -g root -m 0755 "$folder"
# Into place in one step, with its owner, mode and capability: at no moment may others run, change or even read it. What
# USER may not read is not copied, whatever HELPER is by now.
fresh=$(mktemp "$folder/.new-XXXXXX")
trap 'rm -f "$fresh"' EXIT
setpriv --reuid="$uid" --regid="$(id -g -- "$user")" --init-groups \
    dd if="$helper" iflag=nofollow,nonblock,fullblock bs=64K count=256 status=none >"$fresh" 2>/dev/null ||
    fail "$helper cannot be read by $user, or is a link"
[ "$(head -c 4 "$fresh" | tail -c 3)" = ELF ] || fail "$helper is no program"
found=$(sha256sum <"$fresh")
[ -z "$expected" ] || [ "${found%% *}" = "$expected" ] || fail "$helper was changed: its SHA-256 is ${found%% *}"
chgrp "$group" "$fresh"
chmod 0750 "$fresh"
setcap cap_net_raw+ep "$fresh"
mv -fT "$fresh" "$target"
trap - EXIT
if [ -d "${policy%/*}" ]; then
    fresh=$(mktemp "$policy.XXXXXX")
    cat >"$fresh" <<'POLICY'
<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE policyconfig PUBLIC "-//freedesktop//DTD PolicyKit Policy Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/PolicyKit/1/policyconfig.dtd">
<policyconfig>
  <vendor>Netloupe</vendor>
  <action id="org.netloupe.capture">
    <description>Capture packets from network interfaces</description>
    <message>Authentication is required to capture network packets</message>
    <icon_name>network-wired</icon_name>
    <defaults>
      <allow_any>auth_admin</allow_any>
      <allow_inactive>auth_admin</allow_inactive>
      <allow_active>auth_admin_keep</allow_active>
    </defaults>
    <annotate key="org.freedesktop.policykit.exec.path">/usr/libexec/netloupe/netloupe-capture</annotate>
  </action>
</policyconfig>
POLICY
    chmod 0644 "$fresh"
    mv -fT "$fresh" "$policy"
fi
echo "$target is installed; members of the group $group may capture with it."
if [ "$user" != root ]; then
    usermod -aG "$group" -- "$user" 2>/dev/null || usermod -aG "$group" "$user"
    echo "$user is a member now: log in again, or start it here with: sg $group -c netloupe"
fi
