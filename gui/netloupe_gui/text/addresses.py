"""Addresses as the session table keeps them: 16 bytes, IPv4 mapped as ::ffff:a.b.c.d (RFC 4291, section 2.5.5.2)."""
from ipaddress import IPv6Address

_MAPPED = bytes(10) + b"\xff\xff"


def address(value: bytes, family: int) -> str:
    """The text form (RFC 5952 for IPv6, IPv4-mapped addresses in its mixed notation); "" where there is no family."""
    raw = bytes(value).ljust(16, b"\0")
    quad = f"{raw[12]}.{raw[13]}.{raw[14]}.{raw[15]}"
    if family == 4:
        return quad
    if raw.startswith(_MAPPED):
        return f"::ffff:{quad}"
    return str(IPv6Address(raw)) if family == 6 else ""


def endpoint(host: str, port: int) -> str:
    """Address and port: "10.0.0.1:80", "[2001:db8::1]:443"; the address alone when there is no port."""
    if not port:
        return host
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
