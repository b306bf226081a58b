"""Framing: where messages of a stream end. The interpreter consumes, waits, passes over and finds its place again."""

from ..records import record
from .fields import Type, leb128

MOST = 1 << 31      # bytes: no message is longer


@record(frozen=True, slots=True)
class Framing:
    """A header of `header` bytes with the message's length at offset `at`.

    `adds`: what the message is longer than that number (bytes in front of what it counts, or less than 0), `scale`
    bytes each. Where checksums lie in between, `check` bytes that the number leaves out follow each `block` bytes
    behind the header, and what is left of them. A message shorter than the header or longer than `most` is none: the
    stream is not in order.
    """

    header: int
    length: Type
    at: int
    adds: int = 0
    scale: int = 1
    most: int = 1 << 24
    mask: int = 0
    block: int = 0
    check: int = 0

    def __post_init__(self) -> None:
        if not isinstance(self.length, Type):
            raise TypeError(f"length of Framing is the type of that number, such as u16, not {self.length!r}; "
                            "at= says where it is")
        for name in ("header", "at", "adds", "scale", "most"):
            if not isinstance(getattr(self, name), int):
                raise TypeError(f"{name} of Framing is a number of bytes, not {getattr(self, name)!r}")
        if self.at < 0 or self.at + self.length.width > self.header:
            raise ValueError(f"a framing's length lies outside its header: at={self.at} and {self.length.width} bytes "
                             f"are more than header={self.header}")
        if not 1 <= self.most <= MOST:
            raise ValueError(f"the longest message of a framing is no size: most is 1 to {MOST:,}")


@record(frozen=True, slots=True)
class Varint:
    """`at` bytes, then a number that says itself how long it is and counts what follows it."""

    at: int
    length: Type = leb128
    most: int = 1 << 28


@record(frozen=True, slots=True)
class BerElement:
    """One element of ASN.1's Basic Encoding Rules."""

    most: int = 1 << 24


@record(frozen=True, slots=True)
class Lines:
    """A line, its end not included. What is longer than `most` bytes is read as far as that. `ends`: the byte that ends
    it, if that is no line feed."""

    most: int = 4096
    ends: bytes = b"\n"


@record(frozen=True, slots=True)
class HeadAndBody:
    """Lines up to an empty one, then as many bytes as the header with one of these names says."""

    length: tuple[bytes, ...] = (b"content-length",)
    most: int = 1 << 24


@record(frozen=True, slots=True)
class Measured:
    """A message ends where its words end, for those whose length nothing says. No word asks how much is left."""

    most: int = 4096


@record(frozen=True, slots=True)
class Held:
    """Of a `Mode`: bytes that wait until the other side has said whose they are, by `switch_to` or `enter`."""

    most: int = 1 << 31


@record(frozen=True, slots=True)
class Pieces:
    """No messages: the bytes as they come."""

    most: int = 1 << 31


Frame = Pieces | Framing | Varint | BerElement | Lines | HeadAndBody | Measured | Held


@record(frozen=True, slots=True)
class Mode:
    """Another way to read a direction for a while (see `enter`): its own words, perhaps framing. It ends by `enter`, or
    behind the line that is `ends`."""

    name: str
    layout: tuple[object, ...] = ()
    framing: Frame | None = None
    ends: bytes = b""
