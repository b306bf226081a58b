"""What Python sees of libpcap; see _libpcap.pyx."""

def version() -> str:
    """What the library calls itself."""

def devices() -> list[tuple[str, str, tuple[str, ...], bool, bool, bool, bool]]:
    """All devices, as (name, description, addresses, up, running, loopback, wireless). Raises CaptureError."""

class Filter:
    """A compiled capture filter. Raises FilterError with libpcap's text, CaptureError for an unknown link type."""

    def __init__(self, text: bytes, link_type: bytes, snap_length: int) -> None: ...
    def matches(self, packet: bytes) -> bool:
        """Would this packet be kept?"""
