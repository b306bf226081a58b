"""Link types as people call them; the keys are libpcap's (https://www.tcpdump.org/linktypes.html)."""

_NAMES = {
    "EN10MB": "Ethernet", "LINUX_SLL": "Linux cooked", "LINUX_SLL2": "Linux cooked v2", "NULL": "BSD loopback",
    "LOOP": "OpenBSD loopback", "RAW": "raw IP", "IPV4": "raw IPv4", "IPV6": "raw IPv6", "IEEE802_11": "Wi-Fi",
    "IEEE802_11_RADIO": "Wi-Fi with radio header", "PPP": "PPP", "USB_LINUX_MMAPPED": "USB"}


def link_title(key: str) -> str:
    """The name of a link type, its key where it has none."""
    return _NAMES.get(key, key)
