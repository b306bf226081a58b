"""Framing for all: whole messages, cut ones, long ones, lost bytes, and recognition by the table alone."""
from collections.abc import Callable
from typing import Any

import pytest

from netloupe_engine.protocols import define as d
from netloupe_engine.protocols.define import Field
from tests.unit.layouts.made import Made, table

# Two bytes of magic, a length of what follows it, a number, data.
FRAMED = table(Field("magic", d.u16, only=(0xCAFE,)), Field("length", d.u16), Field("number", d.u8),
               Field("data", d.octets), framing=d.Framing(header=5, length=d.u16, at=2, adds=4, most=60_000))


def message(number: int, data: bytes) -> bytes:
    return b"\xca\xfe" + (1 + len(data)).to_bytes(2, "big") + bytes([number]) + data


def numbers(made: Made, *pieces: Any) -> list[Any]:
    return [item.value for item in made.feed(*pieces).attributes if item.name == "number"]


def test_messages_in_any_pieces() -> None:
    whole = message(1, b"abc") + message(2, b"") + message(3, b"x" * 100)
    for at in range(len(whole) + 1):
        fed = FRAMED.feed((0, whole[:at]), (0, whole[at:]))
        assert [item.value for item in fed.attributes if item.name == "number"] == [1, 2, 3]
        assert not fed.findings
    assert numbers(FRAMED, *((0, bytes([byte])) for byte in whole)) == [1, 2, 3]


def test_checksums_in_between_are_no_part_of_the_length() -> None:
    """Four bytes of header, then pieces of eight and one of checksum behind each, and behind what is left."""
    made = table(Field("number", d.u16), Field("length", d.u16), Field("data", d.octets),
                 framing=d.Framing(header=4, length=d.u16, at=2, adds=4, most=100, block=8, check=1))
    for size, checks in ((0, 0), (1, 1), (8, 1), (9, 2), (16, 2)):
        one = b"\0\1" + size.to_bytes(2, "big") + bytes(size + checks)
        assert numbers(made, (0, one + one)) == [1, 1]
    with pytest.raises(ValueError, match="blocks"):
        table(Field("number", d.u8), framing=d.Framing(header=4, length=d.u16, at=2, check=1)).feed((0, b"\0"))


def test_places_count_in_the_stream() -> None:
    fed = FRAMED.feed((0, message(1, b"ab") + message(2, b"")))
    assert [item.at for item in fed.attributes if item.name == "number"] == [4, 11]


def test_of_a_long_message_the_beginning_is_read_once_and_the_rest_passed_over() -> None:
    long = message(7, bytes(50_000))
    pieces = [(0, long[at:at + 1460]) for at in range(0, len(long), 1460)]
    fed = FRAMED.feed(*pieces, (0, message(8, b"")))
    assert [item.value for item in fed.attributes if item.name == "number"] == [7, 8]
    assert not fed.findings
    assert sum(fed.answers[:3]) > 0         # it is not waited for


def test_lost_bytes_of_a_long_message_are_no_loss() -> None:
    long = message(7, bytes(50_000))
    assert numbers(FRAMED, (0, long[:4000]), (0, 40_000), (0, long[44_000:] + message(8, b""))) == [7, 8]


def test_behind_a_gap_messages_are_found_again() -> None:
    after = message(2, b"abc")[3:] + message(3, b"def") + message(4, b"") + message(5, b"")
    fed = FRAMED.feed((0, message(1, b"abc")), (0, 500), (0, after))
    assert [item.value for item in fed.attributes if item.name == "number"] == [1, 3, 4, 5]
    assert not fed.findings


def test_what_is_no_message_is_told_once_and_passed_over() -> None:
    fed = FRAMED.feed((0, message(1, b"abc")), (0, b"garbage" + message(2, b"x") + message(3, b"")))
    assert [item.value for item in fed.attributes if item.name == "number"] == [1, 2, 3]
    assert fed.findings == ["packet.malformed"]


def test_looking_for_messages_costs_no_more_than_bytes() -> None:
    """Every second byte might begin a long message, and none does: the next real ones are found all the same."""
    made = table(Field("kind", d.u8, only=(1,)), Field("length", d.u16), Field("last", d.sized(d.left - 1, d.octets)),
                 Field("end", d.u8, only=(7,)), framing=d.Framing(header=3, length=d.u16, at=1, adds=3))
    good = b"\1\0\3ab\7"
    fed = made.feed((0, good), (0, 10), *((0, b"\1\x0f" * 700) for _ in range(40)), *((0, good) for _ in range(2000)))
    assert [item.name for item in fed.attributes].count("end") > 2


def test_a_first_message_out_of_order_gives_up() -> None:
    assert FRAMED.feed((0, b"garbage")).answers == ["GIVE_UP"]


def test_the_table_alone_recognises() -> None:
    whole = message(1, b"abc")
    assert FRAMED.probe(whole) == "LIKELY"
    assert [FRAMED.probe(whole[:size]) for size in range(1, len(whole))] == ["NEED_MORE_BYTES"] * 4 + ["LIKELY"] * 3
    assert FRAMED.probe(b"\xca\xff" + whole[2:]) == FRAMED.probe(whole + b"XX") == "REFUTED"
    assert FRAMED.probe(whole[:6], cut=True) == "LIKELY"


def test_nobody_else_has_so_many_fixed_bits() -> None:
    made = table(Field("magic", d.u64, only=(0x1122334455667788,)), Field("a", d.u8))
    assert made.probe(bytes.fromhex("112233445566778801")) == "CERTAIN"


def test_words_say_how_sure_they_are() -> None:
    made = table(Field("verb", d.word), d.when(d.of("verb") == "EHLO", d.certain()),
                 d.when(d.of("verb") == "QUIT", d.refute()), framing=d.Lines())
    assert [made.probe(text) for text in (b"EHLO x\r\n", b"NOOP\r\n", b"QUIT\r\n", b"EHL")] == [
        "CERTAIN", "LIKELY", "REFUTED", "NEED_MORE_BYTES"]


def test_lines() -> None:
    made = table(Field("verb", d.word), Field("rest", d.text), framing=d.Lines(most=100))
    fed = made.feed((0, b"A b\r\nC"), (0, b" d\nE f"), (0, b"\r\n"))
    assert [item.value for item in fed.attributes] == ["A", "b", "C", "d", "E", "f"]
    long = made.feed((0, b"A " + b"x" * 150), (0, b"xxx\r\nB c\r\n"))
    assert [item.value for item in long.attributes if item.name == "verb"] == ["A", "B"]
    lost = made.feed((0, b"A b\r\n"), (0, 50), (0, b"ost\r\nC d\r\n"))
    assert [item.value for item in lost.attributes if item.name == "verb"] == ["A", "C"]


def test_lines_may_end_with_another_byte() -> None:
    made = table(Field("tag", d.text), framing=d.Lines(ends=b">"))
    assert made.read(b"<a\r\n>\n<b><c") == [("tag", "<a\r\n"), ("tag", "\n<b")]


MEASURED = table(Field("kind", d.u8, only=(1, 2, 3)), d.switch("kind", {
    1: (Field("name", d.cstring), d.enter("held", d.OTHER)), 2: d.bound(Field("size", d.u8), Field("data", d.octets)),
    3: d.switch_to("protocol", "tls")}), framing=d.Measured(most=40), modes=(d.Mode("held", framing=d.Held()),))


@pytest.mark.parametrize("piece", [1, 2, 5, 100])
def test_words_tell_where_a_message_ends_that_has_no_length(piece: int) -> None:
    data = b"\2\3abc\1name\0\2\0\1x\0"
    fed = MEASURED.feed(*((0, data[at:at + piece]) for at in range(0, len(data), piece)))
    assert [item.value for item in fed.attributes if item.name != "kind"] == [3, b"abc", "name", 0, b"", "x"]


def test_what_no_words_measure_is_no_message() -> None:
    assert MEASURED.feed((0, b"\1name\0\4")).answers == ["GIVE_UP"]
    assert MEASURED.feed((0, b"\1" + b"x" * 40)).answers == ["GIVE_UP"]
    assert [MEASURED.probe(data) for data in (b"\1name\0\2", b"\1name\0\4", b"\1nam", b"\5")] == [
        "LIKELY", "REFUTED", "NEED_MORE_BYTES", "REFUTED"]


def test_held_bytes_wait_until_the_other_side_says_whose_they_are() -> None:
    """They are not consumed, so that a switch gives them to whoever reads from there on."""
    fed = MEASURED.feed((0, b"\1a\0"), (1, b"what"), (0, b"\3"), (1, b"ever"))
    assert (fed.answers, fed.asked) == ([3, 0, 1, 0], [("switch", "protocol", d.key_of_text("tls"), 3)])


def test_behind_a_switch_nothing_is_read() -> None:
    """What came with it is the other protocol's."""
    assert MEASURED.feed((0, b"\3\2\3abc")).answers == [1]


def test_a_likely_message_before_one_that_is_certain() -> None:
    made = table(Field("line", d.text), framing=d.Lines(), probe=(
        d.when(d.begins(b"a"), d.likely()), d.when(d.begins(b"b"), d.certain())))
    assert [made.probe(data) for data in (b"a\nb\n", b"a\nc\n", b"a\nb", b"c\nb\n")] == [
        "CERTAIN", "LIKELY", "LIKELY", "REFUTED"]


def test_head_and_body() -> None:
    """RFC 3261 section 18.3, and the signs of life of RFC 5626 section 3.5.1 between messages."""
    made = table(d.line(Field("first", d.text)), d.headers({("content-length", "l"): Field("length", d.decimal)}),
                 Field("body", d.text), framing=d.HeadAndBody((b"content-length", b"l")))
    one, two = b"INVITE\r\nL: 5\r\n\r\nhello", b"ACK\r\n\r\n"
    fed = made.feed(*((0, bytes([byte])) for byte in one + b"\r\n" + two))
    assert [item.value for item in fed.attributes if item.name in ("first", "body")] == [
        "INVITE", "hello", "", "", "ACK", ""]


def test_varint_and_element_frames() -> None:
    a = Field("a", d.octets)
    counted = table(Field("type", d.u8), Field("length", d.leb128), a, framing=d.Varint(at=1))
    assert counted.read(b"\1\2ab\1\1c") == [("type", 1), ("length", 2), ("a", b"ab"), ("type", 1), ("length", 1),
                                            ("a", b"c")]
    ber = table(a, framing=d.BerElement())
    assert ber.read(b"\x30\x01a\x30\x81\x02bc") == [("a", b"\x30\1a"), ("a", b"\x30\x81\2bc")]
    assert ber.feed((0, b"\x30\x80a")).answers == ["GIVE_UP"]           # without a definite length


def test_modes_change_how_a_direction_is_read() -> None:
    """SMTP's DATA (RFC 5321 section 4.1.1.4): text until a line that is a point."""
    made = table(
        d.when(d.digits(3), Field("code", d.sized(3, d.decimal)), d.when(d.of("code") == 354, d.enter("mail", d.OTHER)),
               otherwise=Field("verb", d.word)),
        modes=(d.Mode("mail", (Field("text", d.text),), ends=b"."),), framing=d.Lines())
    fed = made.feed((0, b"DATA\r\n"), (1, b"354 go\r\n"), (0, b"DATA\r\n..\r\n.\r\nQUIT\r\n"), (1, b"250 ok\r\n"))
    assert [(item.name, item.value) for item in fed.attributes] == [
        ("verb", "DATA"), ("code", 354), ("text", "DATA"), ("text", ".."), ("verb", "QUIT"), ("code", 250)]


def test_literals_at_the_end_of_a_line_are_passed_over() -> None:
    """RFC 9051 section 4.3."""
    made = table(Field("line", d.text), d.literal(d.enter("more")), framing=d.Lines(),
                 modes=(d.Mode("more", (Field("more", d.text), d.enter(""), d.literal(d.enter("more")))),))
    fed = made.feed((0, b"A LOGIN {4}\r\nab"), (0, b"\r\n {3+}\r\nxyz)\r\nB NOOP\r\n"))
    assert [(item.name, item.value) for item in fed.attributes] == [
        ("line", "A LOGIN {4}"), ("more", " {3+}"), ("more", ")"), ("line", "B NOOP")]


@pytest.mark.parametrize(("framing", "said"), [
    (lambda: d.Framing(header=2, length=d.u16, at=1), "outside its header"),
    (lambda: d.Framing(header=2, length=d.leb128, at=0), "fixed width"), (lambda: d.Lines(most=0), "is no size"),
    (lambda: d.Lines(ends=b"ab"), "one byte"),
    (lambda: "lines", "is no framing"),
])
def test_framing_that_contradicts_itself_is_said(framing: Callable[[], Any], said: str) -> None:
    with pytest.raises((ValueError, TypeError), match=said):
        table(Field("a", d.u8), framing=framing()).read(b"\0")
