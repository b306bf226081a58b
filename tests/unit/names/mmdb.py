"""Writes MaxMind databases for tests, by the format's description (https://maxmind.github.io/MaxMind-DB/)."""
import struct
from collections.abc import Mapping
from ipaddress import ip_network
from typing import Any

MARKER = b"\xab\xcd\xefMaxMind.com"


def encoded(value: Any, known: dict[str, int] | None = None, base: int = 0) -> bytes:
    """A value; texts that were written before are pointers to there, where `known` keeps the places."""
    if isinstance(value, bool):
        return _head(14, int(value))
    if isinstance(value, str):
        if known is not None and value in known:
            return _pointer(known[value])
        if known is not None:
            known[value] = base
        data = value.encode()
        return _head(2, len(data)) + data
    if isinstance(value, int):
        data = value.to_bytes((value.bit_length() + 7) // 8)
        return _head(6 if value < 1 << 32 else 9, len(data)) + data
    if isinstance(value, float):
        return _head(3, 8) + struct.pack(">d", value)
    parts = _head(7 if isinstance(value, Mapping) else 11, len(value))
    for one in [one for pair in value.items() for one in pair] if isinstance(value, Mapping) else value:
        parts += encoded(one, known, base + len(parts))
    return parts


def _head(kind: int, size: int) -> bytes:
    more = b""
    if size >= 285:
        size, more = 30, (size - 285).to_bytes(2)
    elif size >= 29:
        size, more = 29, (size - 29).to_bytes(1)
    return (bytes([kind << 5 | size]) if kind < 8 else bytes([size, kind - 7])) + more


def _pointer(to: int) -> bytes:
    if to < 2048:
        return bytes([1 << 5 | to >> 8, to & 0xFF])
    return bytes([1 << 5 | 1 << 3 | (to - 2048) >> 16]) + ((to - 2048) & 0xFFFF).to_bytes(2)


def database(networks: Mapping[str, Any], record: int = 28, version: int = 6, kind: str = "Test-City",
             data: bytes = b"", **metadata: Any) -> bytes:
    """A whole file that says these values of these networks; a number is a place in `data`, which is taken as it is."""
    nodes: list[list[Any]] = [[None, None]]
    values, known = bytearray(data), {}
    for text, value in networks.items():
        network = ip_network(text)
        bits = f"{int(network.network_address):0{network.max_prefixlen}b}"[:network.prefixlen]
        if network.version == 4 and version == 6:
            bits = "0" * 96 + bits
        place = value
        if not data:
            place = len(values)
            values += encoded(value, known, place)
        at = 0
        for bit in bits[:-1]:
            child = nodes[at][int(bit)]
            if child is None:
                child = nodes[at][int(bit)] = len(nodes)
                nodes.append([None, None])
            at = child
        nodes[at][int(bits[-1])] = (place,)
    count = len(nodes)
    tree = bytearray()
    for pair in nodes:
        left, right = (count if one is None else one[0] + count + 16 if isinstance(one, tuple) else one for one in pair)
        if record == 28:
            tree += (left & 0xFFFFFF).to_bytes(3) + bytes([left >> 24 << 4 | right >> 24])
            tree += (right & 0xFFFFFF).to_bytes(3)
        else:
            tree += left.to_bytes(record // 8) + right.to_bytes(record // 8)
    about = {"node_count": count, "record_size": record, "ip_version": version, "database_type": kind,
             "binary_format_major_version": 2, "binary_format_minor_version": 0, "build_epoch": 1_700_000_000,
             "languages": ["en"], "description": {"en": "made for a test"}, **metadata}
    return bytes(tree) + bytes(16) + bytes(values) + MARKER + encoded(about)


CITIES = {
    "81.2.69.0/24": {"city": {"names": {"de": "Londen", "en": "London"}}, "country": {"iso_code": "GB"},
                     "location": {"latitude": 51.5, "accuracy_radius": 100, "is_in_european_union": False},
                     "subdivisions": [{"iso_code": "ENG"}]},
    "89.160.20.128/25": {"country": {"iso_code": "SE", "is_in_european_union": True},
                         "city": {"names": {"en": "Linköping"}}},
    "2001:db8::/32": {"registered_country": {"iso_code": "JP"}},
}
NETWORKS = {"81.2.69.0/24": {"autonomous_system_number": 20_712,
                             "autonomous_system_organization": "Andrews & Arnold Ltd"},
            "2001:db8:1::/48": {"autonomous_system_number": 4_200_000_000, "autonomous_system_organization": "Doc"}}
