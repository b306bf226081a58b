"""Compiles framing."""
from collections.abc import Callable

from .assembly import FrameRow
from .framing import MOST, BerElement, Frame, Framing, HeadAndBody, Held, Lines, Measured, Pieces, Varint
from .ops import FORMS, FRAMES


def frame_row(frame: Frame | None, literal: Callable[[bytes], int]) -> FrameRow:
    """A framing as numbers. Raises ValueError where it contradicts itself."""
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
            if frame.length.form not in ("quic", "leb128"):
                raise ValueError("a framing's length is no number that says itself how long it is")
            made = FrameRow(FRAMES.index("varint"), at=frame.at, form=FORMS.index(frame.length.form))
        case BerElement():
            made = FrameRow(FRAMES.index("ber"))
        case Lines():
            if len(frame.ends) != 1:
                raise ValueError("a line ends with one byte")
            made = FrameRow(FRAMES.index("lines"), ends_by=frame.ends[0])
        case Measured():
            made = FrameRow(FRAMES.index("measured"))
        case Held():
            made = FrameRow(FRAMES.index("held"))
        case HeadAndBody():
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
