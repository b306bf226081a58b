"""Devices: the network interfaces of this computer that packets can be captured on."""
from __future__ import annotations

import importlib
from pathlib import Path

from ...errors import CaptureError
from ...model import Device

NETWORK = Path("/sys/class/net")
ANY = "any"
# Link types by the kernel's kind of hardware (ARPHRD_ values of linux/if_arp.h), as libpcap would name them. What is
# not here is known only once the device is open.
LINK_TYPES = {
    1: ("EN10MB",), 772: ("EN10MB",), 65534: ("RAW",), 512: ("LINUX_SLL",), 768: ("RAW",), 769: ("RAW",),
    776: ("RAW",), 778: ("RAW",), 801: ("IEEE802_11",), 802: ("PRISM_HEADER",), 803: ("IEEE802_11_RADIO",),
    519: ("RAW",), 280: ("CAN_SOCKETCAN",), 824: ("NETLINK",), 826: ("VSOCK",),
}


def has_libpcap() -> bool:
    """Can libpcap be loaded? The rest of the program works without it."""
    try:
        importlib.import_module("._libpcap", __package__)
    except ImportError:
        return False
    return True


def devices() -> tuple[Device, ...]:
    """All of them, as libpcap orders them: those in use first. Empty when libpcap is not installed.

    Names that libpcap knows beside network interfaces (buses, logs of the firewall) are left out: the helper refuses
    them. Raises CaptureError when the system does not answer.
    """
    if not has_libpcap():
        return ()
    from . import _libpcap
    found = []
    for name, description, addresses, up, running, loopback, wireless in _libpcap.devices():
        if name != ANY and not (NETWORK / name).exists():
            continue
        found.append(Device(name, description or _alias(name), addresses, _link_types(name), up, running, loopback,
                            wireless))
    return tuple(found)


def device(name: str) -> Device:
    """One by its name. Raises CaptureError when there is none."""
    for candidate in devices():
        if candidate.name == name:
            return candidate
    raise CaptureError(f"There is no network interface {name!r}.")


def _alias(name: str) -> str:
    """What an administrator has called the interface."""
    try:
        return (NETWORK / name / "ifalias").read_text(errors="replace").strip()
    except OSError:
        return ""


def _link_types(name: str) -> tuple[str, ...]:
    if name == ANY:
        return ("LINUX_SLL2",)
    try:
        return LINK_TYPES.get(int((NETWORK / name / "type").read_text()), ())
    except (OSError, ValueError):
        return ()
