"""Bytes as text, for the screen and for the clipboard."""
from .safety import safe

_DOTTED = bytes(code if 0x20 <= code < 0x7F else 0x2E for code in range(256))
_ESCAPES = {code: chr(code) if 0x20 <= code < 0x7F else f"\\x{code:02x}" for code in range(256)}
_ESCAPES |= {0x5C: "\\\\", 0x22: '\\"', 0x09: "\\t", 0x0A: "\\n", 0x0D: "\\r"}


def printable(data: bytes) -> str:
    """One character a byte: ASCII as it is, everything else a dot."""
    return data.translate(_DOTTED).decode("ascii")


def as_hex(data: bytes) -> str:
    """Pairs of digits apart: "de ad be ef"."""
    return data.hex(" ")


def as_text(data: bytes) -> str:
    """The bytes as UTF-8 where they are, with line breaks and tabs kept, the rest as escapes; for the clipboard."""
    text = data.decode("utf-8", "backslashreplace").replace("\r\n", "\n")
    return "\n".join("\t".join(safe(part) for part in line.split("\t")) for line in text.split("\n"))


def as_escaped(data: bytes) -> str:
    """A string literal that Python, and C for the most part, read back: "\\x00GET"."""
    return '"' + "".join(_ESCAPES[code] for code in data) + '"'


def as_c_array(data: bytes, name: str = "bytes") -> str:
    """A C definition, twelve bytes a line."""
    lines = [", ".join(f"0x{code:02x}" for code in data[at:at + 12]) for at in range(0, len(data), 12)]
    body = ",\n    ".join(lines)
    return f"const unsigned char {name}[{len(data)}] = {{\n    {body}\n}};\n"
