"""Where in frames their network layer lies, by their path."""
from ..handler.run import Run

# Bytes of headers before the network layer (Ethernet II; 802.1Q; LINKTYPE_LINUX_SLL, _SLL2, LINKTYPE_RAW).
_SIZES = {"eth": 14, "vlan": 4, "sll": 16, "sll2": 20, "raw": 0}
_NETWORK = ("arp", "ip", "ipv6")


def network_offset(run: Run, path: int) -> int:
    """Where the first network layer of packets of a path begins; -1: unknown."""
    at = 0
    for key in run.path_name(path).split("."):
        if key not in _SIZES:
            return at if key in _NETWORK else -1
        at += _SIZES[key]
    return -1


def offsets_with(run: Run, protocol: str) -> dict[int, int]:
    """By paths of packets whose network layer, or the one behind it, is of a protocol: where that network layer begins.
    What is in tunnels, or on links other than Ethernet and Linux' cooked ones, is left out."""
    found = {}
    for path in range(1, len(run.paths)):
        keys = [key for key in run.path_name(path).split(".") if key not in _SIZES]
        if protocol in keys[:3] and (at := network_offset(run, path)) >= 0:
            found[path] = at
    return found
