"""Messages of application protocols in aligned PER, put together by hand (ITU-T X.691; 3GPP TS 38.413, clause 9.4)."""


def length(size: int) -> bytes:
    """A length determinant (clause 11.9.3)."""
    return bytes([size]) if size < 128 else (0x8000 | size).to_bytes(2, "big")


def message(procedure: int, *elements: tuple[int, bytes], pdu: int = 0) -> bytes:
    """A message of elements, each criticality ignore."""
    body = b"\0" + len(elements).to_bytes(2, "big") + b"".join(
        number.to_bytes(2, "big") + b"\x40" + length(len(value)) + value for number, value in elements)
    return bytes([pdu << 5, procedure, 0x40]) + length(len(body)) + body
