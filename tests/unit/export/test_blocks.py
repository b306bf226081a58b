"""pcapng blocks of another byte order, turned into this machine's (draft-ietf-opsawg-pcapng sections 3.5 and 4)."""
import struct
import sys

import pytest

from netloupe_engine.capture.options import options
from netloupe_engine.export import blocks

OTHER = "big" if sys.byteorder == "little" else "little"
MARK = ">" if OTHER == "big" else "<"


def foreign(*found: tuple[int, bytes]) -> bytes:
    rows = [struct.pack(MARK + "HH", code, len(value)) + blocks.padded(value) for code, value in found]
    return b"".join(rows) + bytes(4)


def test_a_block_says_its_size_twice_and_is_whole_words() -> None:
    made = blocks.block(5, b"abcde")
    assert struct.unpack("=II", made[:8]) == (5, 20)
    assert made[8:16] == b"abcde\0\0\0"
    assert struct.unpack("=I", made[16:]) == (20,)


def test_numbers_are_turned_and_text_is_not() -> None:
    data = foreign((1, b"a comment"), (8, struct.pack(MARK + "Q", 10**9)), (14, struct.pack(MARK + "q", -5)))
    found = dict(blocks.native_options(data, OTHER, blocks.INTERFACE_NUMBERS))
    assert found[1] == b"a comment"
    assert struct.unpack("=Q", found[8]) == (10**9,)
    assert struct.unpack("=q", found[14]) == (-5,)


def test_a_custom_options_number_is_turned_and_its_data_is_not() -> None:
    data = foreign((2988, struct.pack(MARK + "I", 32473) + b"text"))
    assert blocks.native_options(data, OTHER, {}) == [(2988, struct.pack("=I", 32473) + b"text")]


def test_secrets_and_names_are_turned() -> None:
    secrets = struct.pack(MARK + "II", 0x544C534B, 5) + b"abcde\0\0\0" + foreign((1, b"of mine"))
    made = blocks.native_extra(blocks.SECRETS, secrets, OTHER)
    assert struct.unpack("=II", made[:8]) == (0x544C534B, 5)
    assert made[8:13] == b"abcde"
    assert list(options(made[16:], sys.byteorder)) == [(1, b"of mine")]
    name = b"\x0a\0\0\1host\0"
    names = struct.pack(MARK + "HH", 1, len(name)) + blocks.padded(name) + bytes(4)
    made = blocks.native_extra(blocks.NAME_RESOLUTION, names, OTHER)
    assert struct.unpack("=HH", made[:4]) == (1, len(name))
    assert made[4:4 + len(name)] == name


@pytest.mark.parametrize("kind", [blocks.SECRETS, blocks.NAME_RESOLUTION])
def test_what_is_cut_anywhere_is_turned_as_far_as_it_goes(kind: int) -> None:
    whole = struct.pack(MARK + "II", 0x544C534B, 5) + b"abcde\0\0\0" + foreign((1, b"of mine"))
    for size in range(len(whole)):
        blocks.native_extra(kind, whole[:size], OTHER)


def test_this_machines_order_is_left_alone() -> None:
    assert blocks.native_extra(blocks.SECRETS, b"anything", sys.byteorder) == b"anything"
    assert blocks.option_list([]) == b""
