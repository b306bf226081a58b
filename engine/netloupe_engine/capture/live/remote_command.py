"""What is run on another host, and how ssh is told: every word checked and quoted.

Reference: ssh(1), tcpdump(1). Nothing a person types can become an option of ssh or tcpdump, or a word of a shell.
"""
from __future__ import annotations

import re
import shlex
from collections.abc import Sequence

from ...errors import CaptureError
from ...model import RemoteOptions

ALIVE_SECONDS = 15          # a connection that is silent for longer is dead
_ALIVE_EVERY = 5
_CONNECT_SECONDS = 10
_FILTER_MAX = 65_536
_HOST = re.compile(r"[A-Za-z0-9_.\[\]:%@/+~-]{1,300}")
_DEVICE = re.compile(r"[A-Za-z0-9_.:@+-]{1,64}")
_PORT_MAX = 65_535
_SNAP_MAX = 262_144

# Run by the host's sh as: SCRIPT netloupe SNAP DEVICE FILTER COMMAND... . Our own connection is left out:
# every packet of it would make another. Standard input stays open as long as we want packets: at its end tcpdump is
# told to finish, which also says how many packets were dropped, and no tcpdump stays behind on a host we lost. It is
# told a second late: that is how long the kernel may keep packets to itself, and tcpdump would not wait for them.
_SCRIPT = """
snap=$1 device=$2 filter=$3; shift 3
own=
read client_address client_port server_address server_port rest <<END
$SSH_CONNECTION
END
case $client_port$server_port in
'' | *[!0-9]*) ;;
*) own="not (tcp port $client_port and tcp port $server_port" ;;
esac
case $client_address$server_address in
'' | *[!0-9A-Fa-f.:]*) ;;
*) own="${own:+$own and host $client_address and host $server_address}" ;;
esac
own="${own:+$own)}"
if [ -n "$filter" ] && [ -n "$own" ]; then filter="($filter) and $own"; else filter="$filter$own"; fi
exec 3<&0
"$@" -U -w - -s "$snap" -i "$device" -- "$filter" </dev/null 3<&- &
dump=$!
(cat <&3 >/dev/null; sleep 1.2 || sleep 2; kill "$dump") >/dev/null 2>&1 &
exec 3<&-
wait "$dump"
"""


def check(options: RemoteOptions) -> None:
    """Raises CaptureError with the sentence that says what cannot be."""
    if options.host.startswith("-") or not _HOST.fullmatch(options.host):
        raise CaptureError(f"{options.host!r} is not the name of a host: write it as ssh knows it, such as user@host.")
    if options.device.startswith("-") or not _DEVICE.fullmatch(options.device):
        raise CaptureError(f"{options.device!r} is not the name of an interface.")
    if "\0" in options.filter or "\n" in options.filter or len(options.filter) > _FILTER_MAX:
        raise CaptureError("The capture filter is too long, or has a line end in it.")
    if not 0 <= options.port <= _PORT_MAX:
        raise CaptureError(f"{options.port} is not a port: they go from 1 to {_PORT_MAX:,}.")
    if not 1 <= options.snap_length <= _SNAP_MAX:
        raise CaptureError(f"{options.snap_length} bytes of a packet cannot be kept: from 1 to {_SNAP_MAX:,} can.")
    if not _words(options.command) or _words(options.command)[0].startswith("-"):
        raise CaptureError(f"{options.command!r} is not a command.")


def _words(command: str) -> list[str]:
    try:
        return shlex.split(command) if command.isprintable() else []
    except ValueError:
        return []


def ssh_command(options: RemoteOptions, ssh: Sequence[str] = ("ssh",)) -> list[str]:
    """The whole command line, for `check`ed options. ssh asks nothing and forwards nothing."""
    remote = ["sh", "-c", _SCRIPT, "netloupe", str(options.snap_length), options.device, options.filter,
              *_words(options.command)]
    return [*ssh, "-T", "-x", "-a", "-e", "none", "-o", "BatchMode=yes", "-o", "ClearAllForwardings=yes",
            "-o", f"ConnectTimeout={_CONNECT_SECONDS}", "-o", f"ServerAliveInterval={_ALIVE_EVERY}",
            "-o", f"ServerAliveCountMax={ALIVE_SECONDS // _ALIVE_EVERY}",
            *(["-p", str(options.port)] if options.port else []), "--", options.host, shlex.join(remote)]
