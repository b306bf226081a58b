"""Words that are read as a message of their own, and values in several pieces (RFC 3396)."""
from typing import Any

import pytest

from netloupe_engine.model import Note
from netloupe_engine.protocols import define as d
from netloupe_engine.protocols.define import Field
from tests.unit.layouts.made import Made, table

KEY, NAME, ADDRESS = Field("key", d.u8), Field("name", d.domain_name), Field("address", d.ipv4)
WORDS = d.switch("key", {1: Field("text", d.text), 2: d.repeat(NAME), 3: Field("number", d.u16), 4: d.repeat(ADDRESS),
                         5: Field("more", d.u8)}, Field("data", d.octets))


def options(size: Any, *words: Any, whole: Any = (3, 5)) -> tuple[Any, ...]:
    """Options in `size` bytes, up to key 9."""
    return (d.alone(size, d.repeat(KEY, d.when(d.of("key") == 9, d.stop()), d.take("size", d.u8),
                                   d.piece("key", "size", *words, whole=whole))),)


def gathering(*more: Any) -> Made:
    return table(d.gather(Field("whole", d.octets), *options(None, WORDS), *more), d.skip(d.left))


def option(key: int, value: bytes) -> bytes:
    return bytes([key, len(value)]) + value


def values(made: Made, data: bytes, **given: Any) -> list[tuple[str, Any]]:
    return [(name, value) for name, value in made.read(data, **given) if name != "key"]


def test_what_is_wrong_in_a_message_of_its_own_ends_only_it() -> None:
    made = table(d.alone(2, Field("a", d.u8), d.require(d.u8, 1)), Field("b", d.u8))
    assert made.read(b"x\1b") == [("a", 120), ("b", 98)]
    assert made.feed((0, b"x\1b")).findings == []
    assert made.read(b"x\2b") == [("a", 120), ("b", 98)]
    assert (made.notes(b"x\2b"), made.feed((0, b"x\2b")).findings) == ({Note.BAD_VALUE}, ["packet.malformed"])
    assert made.feed((0, b"x")).findings == ["packet.malformed"]       # there is no such message
    stopped = table(d.alone(None, Field("a", d.u8), d.stop()), d.seek(0), Field("b", d.u8))
    assert stopped.read(b"abc") == [("a", 97), ("b", 97)]


def test_offsets_count_from_the_beginning_of_a_message_of_its_own() -> None:
    made = table(d.skip(3), d.alone(4, d.computed(Field("here", d.number), d.here), d.computed(
        Field("total", d.number), d.total), d.skip(1), d.align(2), d.peek(Field("a", d.u8)), d.seek(3),
        Field("b", d.u8)), d.computed(Field("behind", d.number), d.here))
    assert made.read(b"...xyab.") == [("here", 0), ("total", 4), ("a", 97), ("b", 98), ("behind", 7)]
    assert [item.at for item in made.feed((0, b"...xyab.")).attributes if item.name in "ab"] == [5, 6]


def test_what_is_calculated_before_anything_is_read_lies_at_the_beginning_of_its_own_message() -> None:
    made = table(d.skip(2), Field("a", d.u8), d.alone(2, d.computed(Field("here", d.number), d.here)))
    assert [(item.name, item.at, item.size) for item in made.feed((0, b"..axy")).attributes] == [
        ("a", 2, 1), ("here", 3, 0)]


def test_pointers_of_names_lead_back_in_a_message_of_its_own() -> None:
    made = table(d.skip(1), d.alone(None, d.repeat(NAME)))
    assert made.read(b".\3eng\0\1a\xc0\0") == [("name", "eng"), ("name", "a.eng")]


def test_a_message_of_its_own_may_be_cut() -> None:
    made = table(d.alone(4, Field("a", d.u16), Field("b", d.u16)), Field("c", d.u8))
    assert values(made, b"aa", cut=True) == [("a", 0x6161)]
    assert (made.notes(b"aab", cut=True), made.feed((0, b"aab"), cut=True).findings) == ({Note.TRUNCATED}, [])


def test_pieces_are_put_together_and_whole_values_stay_where_they_are() -> None:
    fed = gathering().feed((0, option(1, b"ab") + option(5, b"x") + option(1, b"cd") + option(2, b"\1a\0") + b"\x09"))
    found = {item.name: (item.value, item.buffer, item.at, item.size) for item in fed.attributes if item.name != "key"}
    assert found == {"text": ("abcd", 2, 0, 4), "more": (120, 0, 6, 1), "name": ("a", 0, 13, 3)}
    assert fed.findings == []


def test_pieces_are_divided_anywhere() -> None:
    name, addresses = b"\3eng\7example\0\5sales\xc0\x04", bytes([192, 0, 2, 1, 192, 0, 2, 2])
    for at in range(1, len(name)):
        data = (option(2, name[:at]) + option(4, addresses[:at % 8]) + option(2, name[at:])
                + option(4, addresses[at % 8:]))
        assert values(gathering(), data) == [("name", "eng.example"), ("name", "sales.example"),
                                             ("address", "192.0.2.1"), ("address", "192.0.2.2")]


def test_numbers_are_values_of_their_own() -> None:
    assert values(gathering(), option(3, b"\0\1") + option(3, b"\0\2")) == [("number", 1), ("number", 2)]


def test_pieces_go_on_in_other_areas_in_the_order_of_the_words() -> None:
    """The second area is there where a value of the first one says so, as with DHCP's option 52."""
    made = table(d.bound(6), d.gather(Field("whole", d.octets), *options(d.left - 1, WORDS), d.when(
        d.of("more") == 7, d.seek(0), *options(6, WORDS))), d.seek(d.total - 1), Field("last", d.u8))
    area = option(1, b"cd") + b"\x09\0"
    assert values(made, area + option(1, b"ab") + option(5, b"\7") + b"z") == [("text", "abcd"), ("more", 7),
                                                                               ("last", 122)]
    assert values(made, area + option(1, b"ab") + option(5, b"\6") + b"z") == [("text", "ab"), ("more", 6),
                                                                               ("last", 122)]


def test_without_anything_to_gather_pieces_are_read_one_by_one() -> None:
    assert values(table(*options(None, WORDS)), option(1, b"a") + option(1, b"b")) == [("text", "a"), ("text", "b")]


def test_what_is_remembered_is_remembered_once() -> None:
    made = table(d.gather(Field("whole", d.octets), *options(None, Field("more", d.u8), d.remember(
        "seen", d.of("seen") + 1), d.computed(Field("count", d.number), d.of("seen")), whole=(5,))))
    assert [value for name, value in made.read(option(5, b"a") + option(5, b"b")) if name == "count"] == [1, 2]


def test_cut_at_every_byte() -> None:
    data = b"".join((option(1, b"ab"), option(2, b"\3eng\1"), option(4, bytes(6)), option(1, b"cd"), option(2, b"a\0"),
                     option(4, bytes(2)), option(3, b"\0\1")))
    for size in range(len(data)):
        fed = gathering().feed((0, data[:size]), cut=True)
        assert fed.findings == [], size         # what seems to be short may go on in what is missing
        assert {item.note for item in fed.attributes} <= {Note.NONE, Note.TRUNCATED}
        gathering().feed((0, data[:size]))
        assert gathering().probe(data[:size], cut=True) in ("LIKELY", "REFUTED")
    assert values(gathering(), data[:12], cut=True) == [("text", "ab")]     # the name goes on
    cut = gathering().feed((0, data[:21]), cut=True)                        # in the second piece of the text
    assert [item.value for item in cut.attributes if item.name == "text"] == ["ab"]


def test_one_value_that_is_broken_harms_no_other() -> None:
    made = gathering()
    data = option(4, bytes(3)) + option(1, b"a") + option(4, bytes(3)) + option(1, b"b")
    assert values(made, data) == [("address", "0.0.0.0"), ("text", "ab")]
    assert made.notes(data) == {Note.BAD_LENGTH}


def test_places_that_are_read_again_and_again_are_no_way_to_fill_the_memory() -> None:
    """Pieces that overlap: what they are together is longer than there is room for, and is left out."""
    made = table(Field("a", d.u8), d.gather(Field("whole", d.octets), *(
        5 * (d.seek(1), d.piece(1, d.left, Field("data", d.octets))))))
    fed = made.feed((0, b"a" + b"x" * 1000))
    assert [(item.value, item.buffer) for item in fed.attributes[1:]] == [(b"x" * 5000, 2)]
    fed = made.feed((0, b"a" + b"x" * 60_000))
    assert [(item.name, item.note) for item in fed.attributes] == [("a", Note.BUFFER_LIMIT)]


def test_hostile_pieces_take_time_in_proportion_to_their_bytes() -> None:
    """The interpreter's steps count for all three times that the words are gone through."""
    made = gathering()
    many = made.feed((0, option(1, b"") * 3 + option(1, b"a") * 10_000))
    assert [item.value for item in many.attributes if item.name == "text"] == ["a" * 10_000]
    deep = table(d.define("box", d.gather(Field("whole", d.octets), d.piece(1, d.left, d.take("a", d.u8),
                                                                           d.call("box")))), d.call("box"))
    assert deep.notes(bytes(5000)) <= {Note.DEPTH_LIMIT, Note.BAD_LENGTH}


@pytest.mark.parametrize(("words", "said"), [
    ((d.gather(Field("whole", d.text)),), "is not bytes"),
    ((d.piece("key", 1),), "no field key"),
    ((d.piece(d.left, 1, whole=(1, range(3))),), "1 is there twice"),
])
def test_what_contradicts_itself_is_said(words: Any, said: str) -> None:
    with pytest.raises((ValueError, TypeError), match=said):
        table(*words).read(b"\0")
