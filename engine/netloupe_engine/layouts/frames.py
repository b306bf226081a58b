"""Compiles framing."""
from collections.abc import Callable

from .assembly import FrameRow
from .fields import Type
from .framing import MOST, BerElement, Frame, Framing, HeadAndBody, Held, Lines, Measured, Pieces, Varint
from .ops import FORMS, FRAMES

_NUMBERS = ("header", "at", "adds", "scale", "most", "mask", "block", "check")


def frame_row(frame: Frame | None, literal: Callable[[bytes], int]) -> FrameRow:
    """A framing as numbers. Raises ValueError where it contradicts itself, TypeError where it has what is no number or
    no bytes."""
    for name in getattr(type(frame), "__match_args__", ()):
        if name in _NUMBERS and not isinstance(getattr(frame, name), int):
            raise TypeError(f"{name} of {type(frame).__name__} is a number, not {getattr(frame, name)!r}")
        if name in _NUMBERS and name not in ("adds", "scale") and not 0 <= getattr(frame, name) < 1 << 64:
            raise ValueError(f"{name} of {type(frame).__name__} is no size: {getattr(frame, name)}")
    match frame:
        case None | Pieces():
            return FrameRow(FRAMES.index("whole"), most=MOST)
        case Framing():
            if not 1 <= frame.length.width <= 8 or frame.length.form != "plain":
                raise ValueError("a framing's length is a number of fixed width")
            if not (0 <= frame.block < 256 and 0 <= frame.check < 256) or (frame.check and not frame.block):
                raise ValueError("a framing's blocks are no sizes")
            if frame.at + frame.length.width > frame.header or frame.header > 4096:
                raise ValueError("a framing's length lies outside its header")
            made = FrameRow(FRAMES.index("length"), header=frame.header, at=frame.at, width=frame.length.width,
                            little=frame.length.little, adds=frame.adds, scale=frame.scale, mask=frame.mask,
                            block=frame.block, check=frame.check)
        case Varint():
            length: object = frame.length
            if not isinstance(length, Type) or length.form not in ("quic", "leb128"):
                raise ValueError("a framing's length is no number that says itself how long it is")
            made = FrameRow(FRAMES.index("varint"), at=frame.at, form=FORMS.index(frame.length.form))
        case BerElement():
            made = FrameRow(FRAMES.index("ber"))
        case Lines():
            ends: object = frame.ends           # whoever wrote the file may have written anything
            if not isinstance(ends, bytes) or len(ends) != 1:
                raise ValueError(f"a line ends with one byte, such as b\"\\r\", not {frame.ends!r}")
            made = FrameRow(FRAMES.index("lines"), ends_by=frame.ends[0])
        case Measured():
            made = FrameRow(FRAMES.index("measured"))
        case Held():
            made = FrameRow(FRAMES.index("held"))
        case HeadAndBody():
            names: object = frame.length
            if not isinstance(names, tuple) or not names or not all(isinstance(name, bytes) for name in names):
                raise TypeError(f"length of HeadAndBody is a tuple of names, such as (b\"size\",), not {names!r}")
            made = FrameRow(FRAMES.index("head"), literals=len(frame.length))
            places = [literal(name.upper()) for name in frame.length]
            if places != list(range(places[0], places[0] + len(places))):
                raise ValueError("a framing's names are there twice")
            made.literal = places[0]
        case _:
            raise TypeError(f"{frame!r} is no framing")
    if not 1 <= frame.most <= MOST:
        raise ValueError("the longest message of a framing is no size")
    made.most = frame.most
    return made
