"""How files begin: which formats can be read, and the names of those that cannot.

The names make the difference between "what is this?" and "convert it first". Values are from the formats' public
descriptions (pcap draft, RFC 1761 for snoop, RFC 1952 for gzip, RFC 8878 for zstd ...).
"""

MAGIC_BYTES = 16        # as many as any signature needs

PCAP = {
    b"\xd4\xc3\xb2\xa1", b"\xa1\xb2\xc3\xd4",   # microseconds
    b"\x4d\x3c\xb2\xa1", b"\xa1\xb2\x3c\x4d",   # nanoseconds
    b"\x34\xcd\xb2\xa1", b"\xa1\xb2\xcd\x34",   # Kuznetzov's, as some old Linux distributions wrote it
}
PCAPNG = b"\x0a\x0d\x0d\x0a"
SNOOPS = {b"snoop\0\0\0": "snoop", b"btsnoop\0": "btsnoop"}      # of Solaris; of Bluetooth logs

COMPRESSIONS = {b"\x1f\x8b": "gzip", b"\x28\xb5\x2f\xfd": "zstd", b"\x04\x22\x4d\x18": "lz4"}

_IXIA = "pcap as modified by Ixia"
_OTHERS = (
    (b"\xa1\xe2\xcb\x12", "pcap as modified by Navtel"),
    (b"\xac\x01\x00\x1c", _IXIA),
    (b"\x1c\x00\x01\xac", _IXIA),
    (b"\xab\x01\x00\x1c", _IXIA),
    (b"\x1c\x00\x01\xab", _IXIA),
    (b"TRSNIFF data", "Network General Sniffer"),
    (b"XCP\0", "Sniffer (Windows, NetXRay)"),
    (b"RTSS", "Microsoft Network Monitor 1"),
    (b"GMBU", "Microsoft Network Monitor 2"),
    (b"\x13\x00\x00\x00\x00\x00\x01", "Event Tracing for Windows"),
    (b"iptrace 1.0", "iptrace (AIX)"),
    (b"iptrace 2.0", "iptrace (AIX)"),
    (b"\x54\x52\x00\x64\x00", "nettl (HP-UX)"),
    (b"\x05VNF", "Visual Networks"),
    (b"\x7fver", "AiroPeek/EtherPeek"),
    (b"\xaa\xaa\xaa\xaa", "AccelLent 5Views"),
    (b"\x00\x00\x02\x00\x12\x05\x00\x10", "Tektronix K12"),
    (b"LOGG", "Vector BLF"),
    (b"BZh", "compressed with bzip2"),
    (b"\xfd7zXZ\0", "compressed with xz"),
    (b"\x02\x21\x4c\x18", "compressed with the legacy form of lz4"),
    (b"PK\x03\x04", "a zip archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
)


def compression_of(head: bytes) -> str:
    """`"gzip"`, `"zstd"`, `"lz4"`, or `""` for a file that begins with `head`."""
    return next((name for magic, name in COMPRESSIONS.items() if head.startswith(magic)), "")


def format_of(head: bytes) -> str:
    """`"pcap"`, `"pcapng"`, `"snoop"`, `"btsnoop"`, or `""`."""
    if head.startswith(PCAPNG):
        return "pcapng"
    return "pcap" if head[:4] in PCAP else SNOOPS.get(head[:8], "")


def other_format(head: bytes) -> str:
    """The name of a known format that is not supported, or `""`."""
    return next((name for magic, name in _OTHERS if head.startswith(magic)), "")
