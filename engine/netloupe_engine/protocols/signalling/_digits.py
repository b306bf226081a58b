"""Numbers of subscribers and devices as mobile networks pack them (3GPP TS 24.008, clause 10.5.1.4; TS 23.003)."""
from ..define import Field, Word, joined, of, repeat, say, take, u8, when

FILLER = 0xF0       # the high half of the last byte, where there is an odd number of digits


def swapped_digits(field: Field) -> Word:
    """Digits to the end, two in a byte, the first in its low half, as a text."""
    return joined(field, repeat(take("two_digits", u8), say(of("two_digits"), modulo=16),
                                when(of("two_digits") < FILLER, say(of("two_digits"), per=16))), between="")
