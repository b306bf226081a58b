"""Each word of a layout, by the examples of the documents it comes from."""
import struct
from typing import Any
from uuid import UUID

import pytest

from netloupe_engine.model import Note, Severity
from netloupe_engine.protocols import define as d
from netloupe_engine.protocols.define import Field, Finding
from tests.unit.layouts.made import table

NOW = 1_700_000_000 * 10**9


def one(type: Any, data: bytes, **given: Any) -> Any:
    """The value of one field of this type."""
    ((_, value),) = table(Field("a", type)).read(data, **given)
    return value


@pytest.mark.parametrize(("type", "data", "value"), [
    (d.u8, b"\xff", 255), (d.u16, b"\1\2", 0x102), (d.u24, b"\1\2\3", 0x10203), (d.u40, b"\1\0\0\0\2", 0x100000002),
    (d.u48, b"\0\0\0\0\1\0", 256), (d.u64, b"\xff" * 8, 2**64 - 1), (d.le16, b"\1\2", 0x201),
    (d.le24, b"\1\2\3", 0x30201), (d.le48, b"\1\0\0\0\0\1", 1 + (1 << 40)), (d.i8, b"\x80", -128),
    (d.i24, b"\xff\xff\xfe", -2), (d.lei32, b"\xfe\xff\xff\xff", -2), (d.i64, b"\xff" * 8, -1),
    (d.f32, b"\x3f\xc0\0\0", 1.5), (d.f64, struct.pack(">d", -0.1), -0.1), (d.lef32, b"\0\0\xc0\x3f", 1.5),
    (d.mac, bytes(range(6)), "00:01:02:03:04:05"), (d.ipv4, b"\xc0\0\2\1", "192.0.2.1"),
    (d.ipv6, bytes(15) + b"\1", "::1"), (d.text, b"abc", "abc"), (d.octets, b"\0\1", b"\0\1"),
    (d.sized(3, d.text), b"abc", "abc"), (d.sized(4, d.text), b"ab\0\0", "ab"),
    (d.counted(d.u16, d.text), b"\0\2hi", "hi"), (d.counted(d.le16, d.octets), b"\2\0hi", b"hi"),
    (d.counted(d.leb128, d.text), b"\2hi", "hi"), (d.cstring, b"hi\0", "hi"),
    (d.ended(b"\r\n"), b"hi\r\n", "hi"), (d.ended((b"\n", b"\r\n")), b"hi\r\n", "hi"),
    (d.word, b"hi", "hi"), (d.word, b"hi you", "hi"),
    (d.decimal, b"0042", 42), (d.hexadecimal, b"fF", 255), (d.ended(b",", d.decimal), b"7,8", 7),
    (d.integer, b"\xff\x38", -200), (d.unsigned, b"\0\xff\xff\xff\xff\xff\xff\xff\xff", 2**64 - 1),
    # RFC 9000 appendix A.1
    (d.varint, bytes.fromhex("c2197c5eff14e88c"), 151288809941952652), (d.varint, bytes.fromhex("9d7f3e7d"), 494878333),
    (d.varint, bytes.fromhex("7bbd"), 15293), (d.varint, b"\x25", 37), (d.varint, b"\x40\x25", 37),
    # MQTT 5.0 section 1.5.5, and protobuf's documentation of sint64
    (d.leb128, b"\x7f", 127), (d.leb128, b"\x80\1", 128), (d.leb128, b"\xff\xff\xff\x7f", 268435455),
    (d.zigzag, b"\1", -1), (d.zigzag, b"\2", 1), (d.zigzag, b"\xff\xff\xff\xff\x0f", -2147483648),
    (d.unix32, struct.pack(">I", 1_700_000_000), NOW), (d.unix48, struct.pack(">HI", 0, 1_700_000_000), NOW),
    (d.partial_ipv4, b"\xc0\0\2", "192.0.2.0"), (d.partial_ipv4, b"", "0.0.0.0"),
    (d.partial_ipv6, b"\x20\1\x0d\xb8", "2001:db8::"), (d.sized(2, d.partial_ipv4), b"\x0a\1", "10.1.0.0"),
    (d.unix64, struct.pack(">q", -1), -10**9),
    (d.unix64_ms, struct.pack(">q", 1_700_000_000_250), NOW + 250_000_000),
    (d.filetime, struct.pack("<Q", 116444736000000000), 0),
    (d.ntp64, struct.pack(">II", 2208988800 + 1_700_000_000, 1 << 31), NOW + 500_000_000),
    (d.ntp_short, struct.pack(">HH", 1, 1 << 15), 1_500_000_000),
    # RFC 4506 section 4.11: filled up to four bytes
    # RFC 1035 section 4.1.4, and 5.1 of what does not print; RFC 1001 section 14.1
    (d.domain_name, b"\1F\3ISI\4ARPA\0", "F.ISI.ARPA"), (d.domain_name, b"\0", ""),
    (d.domain_name, b"\3a.b\0", r"a\.b"), (d.partial_domain_name, b"\3pc1", "pc1"),
    (d.netbios_name, b"\x20EGFCEFEECACACACACACACACACACACACA\0", "FRED<20>"),
    (d.netbios_name, b"\x20EGFCEFEECACACACACACACACACACACAAB\0", "FRED<01>"),
    (d.netbios_name, b"\4FRED\0", "FRED"),
    (d.utf16, "Aé€𐐷".encode("utf-16-le") + bytes(4), "Aé€𐐷"), (d.counted(d.u8, d.utf16), b"\4\0\xd8a\0", "\ufffda"),
    # [MS-DTYP] section 2.3.4.2, as Python's uuid reads it
    (d.guid, UUID("6bffd098-a112-3610-9833-46c3f87e345a").bytes_le, "6bffd098-a112-3610-9833-46c3f87e345a"),
    (d.utf16, b"a\0" * 1500, "a" * 1024),
    (d.xdr_string, b"\0\0\0\5sillp\0\0\0", "sillp"), (d.xdr_opaque, b"\0\0\0\1a\0\0\0", b"a"),
])
def test_types(type: Any, data: bytes, value: Any) -> None:
    assert one(type, data, now_ns=NOW) == value


@pytest.mark.parametrize(("type", "data"), [
    (d.u16, b"\1"), (d.counted(d.u16, d.text), b"\0\3hi"), (d.cstring, b"hi"), (d.decimal, b"4x"), (d.decimal, b""),
    (d.decimal, b"9" * 20), (d.leb128, b"\xff" * 11), (d.leb128, b"\x80"), (d.varint, b"\xc0\1"), (d.ipv6, b"\1"),
    (d.sized(5, d.mac), b"\1" * 5), (d.sized(2, d.f32), b"\1\2"), (d.unsigned, b"\1" * 9), (d.sized(-1, d.text), b"a"),
    (d.domain_name, b"\1F"), (d.domain_name, b"\xc0\1"), (d.domain_name, b"\x40a\0"), (d.domain_name, b""),
    (d.partial_ipv4, bytes(5)), (d.partial_ipv6, bytes(17)), (d.utf16, bytes(3)), (d.guid, bytes(15)),
    (d.partial_domain_name, b"\2F"), (d.partial_domain_name, b""),
])
def test_what_is_none_is_malformed(type: Any, data: bytes) -> None:
    fed = table(Field("x", d.u8), Field("a", type)).feed((0, b"\0" + data))
    assert fed.findings == ["packet.malformed"]
    assert [(item.name, item.value, bool(item.note)) for item in fed.attributes] == [("x", 0, False), ("a", None, True)]
    assert fed.answers == ["GIVE_UP"]


def test_bits_of_one_number() -> None:
    """IPv4's version and header length (RFC 791 section 3.1)."""
    made = table(d.bits(d.u8, Field("version", d.u8, mask=0xF0), Field("words", d.u8, mask=0x0F)), Field("tos", d.u8))
    assert made.read(b"\x45\1") == [("version", 4), ("words", 5), ("tos", 1)]


def test_expressions() -> None:
    made = table(Field("a", d.u8), Field("b", d.u8), d.computed(Field("port", d.number), d.of("a") * 256 + d.of("b")),
                 d.computed(Field("rest", d.number), 10 - d.left), d.skip(d.of("a") - 18), Field("c", d.u8),
                 d.computed(Field("place", d.number), d.here), d.computed(Field("all", d.number), d.total))
    assert made.read(b"\x14\x15xxc") == [("a", 20), ("b", 21), ("port", 5141), ("rest", 7), ("c", 99), ("place", 5),
                                         ("all", 5)]


def test_repeat_by_count_until_and_to_the_end() -> None:
    item = Field("item", d.u8)
    assert table(Field("n", d.u8), d.repeat(item, count="n"), Field("z", d.octets)).read(b"\2abc") == [
        ("n", 2), ("item", 97), ("item", 98), ("z", b"c")]
    assert table(d.repeat(item, until=d.of("item") == 0), Field("z", d.octets)).read(b"ab\0c") == [
        ("item", 97), ("item", 98), ("item", 0), ("z", b"c")]
    assert table(d.repeat(item)).read(b"ab") == [("item", 97), ("item", 98)]
    assert table(d.repeat(count=2**60)).feed((0, b"ab")).answers == [2]         # a turn that reads nothing is the last


def test_arrays_of_xdr() -> None:
    """RFC 4506 section 4.13: a count, then as many."""
    words = Field("count", d.u32), d.repeat(Field("name", d.xdr_string), count="count"), Field("last", d.u32)
    found = table(*words).read(b"\0\0\0\2" + b"\0\0\0\1a\0\0\0" + b"\0\0\0\4abcd" + b"\0\0\0\7")
    assert found == [("count", 2), ("name", "a"), ("name", "abcd"), ("last", 7)]


def test_pointers_of_names_lead_back_in_the_message() -> None:
    """RFC 1035 section 4.1.4."""
    words = d.repeat(Field("name", d.domain_name))
    assert table(words).read(b"\1F\3ISI\0\3FOO\xc0\2\xc0\7") == [
        ("name", "F.ISI"), ("name", "FOO.ISI"), ("name", "FOO.ISI")]
    assert table(words).notes(b"\1F\0\xc0\3") == {Note.BAD_POINTER}


def test_what_goes_wrong_behind_likely_is_malformed_but_ours() -> None:
    sure = table(Field("a", d.u8), d.when(d.of("a") == 7, d.likely()), Field("b", d.u16))
    assert [sure.probe(data) for data in (b"\7\0", b"\7\0\1", b"\6\0")] == ["LIKELY", "LIKELY", "REFUTED"]
    assert (sure.feed((0, b"\7\0")).answers, sure.feed((0, b"\6\0")).answers) == ([2], ["GIVE_UP"])
    assert sure.feed((0, b"\7\0")).findings == ["packet.malformed"]


def test_switch_on_numbers_ranges_and_texts() -> None:
    made = table(Field("a", d.u8), d.switch("a", {1: Field("one", d.u8), range(2, 5): Field("some", d.u8),
                                                 (7, 9): Field("odd", d.u8)}, default=Field("other", d.u8)))
    assert [made.read(bytes([a, 0]))[1][0] for a in (1, 2, 4, 5, 7, 8, 9)] == [
        "one", "some", "some", "other", "odd", "other", "odd"]
    made = table(Field("verb", d.word), d.switch("verb", {"HELO": Field("host", d.text)}, Field("rest", d.text)))
    assert made.read(b"helo me") == [("verb", "helo"), ("host", "me")]
    assert made.read(b"EHLO me") == [("verb", "EHLO"), ("rest", "me")]


@pytest.mark.parametrize(("condition", "data", "holds"), [
    (d.of("a") == 1, b"\1", True), (d.of("a") != 1, b"\1", False), (d.of("a") < 2, b"\1", True),
    (d.of("a") >= 2, b"\1", False), ((d.of("a") & 0x80) == 0x80, b"\x81", True), (d.way == 0, b"\0", True),
    ((d.of("a") > 0) & (d.left == 1), b"\1x", True), ((d.of("a") > 0) | (d.left == 1), b"\0x", True),
    (~(d.of("a") == 0), b"\0", False), (d.begins(b"ab"), b"\0ABc", True), (d.begins(b"ab"), b"\0a", False),
    (d.contains(b"smtp"), b"\0x ESMTP", True), (d.digits(3), b"\x00250-", True), (d.digits(3), b"\0002501", False),
    (d.ahead(d.u16, 0x6162), b"\0ab", True), (d.ahead(d.u16, 0x6100, mask=0xFF00, behind=1), b"\0xab", True),
    (d.of("a").one_of(3, 5), b"\5", True), (d.of("a") <= d.left, b"\2x", False),
    # CRC-16/DNP: its published check value
    (d.checked(0xA6BC, 9), b"\x00123456789\x82\xea", True), (d.checked(0xA6BC, 9), b"\x00123456789\x82\xeb", False),
    (d.checked(0xA6BC, d.left - 2), b"\x00123456789\x82\xea", True),
    (d.checked(0xA6BC, 9), b"\x00123456789\x82", False),
])
def test_conditions(condition: Any, data: bytes, holds: bool) -> None:
    made = table(Field("a", d.u8), d.when(condition, d.computed(Field("yes", d.number), 1),
                                          otherwise=d.computed(Field("no", d.number), 1)))
    assert made.read(data)[1][0] == ("yes" if holds else "no")


def test_a_field_may_be_of_another_width_or_form() -> None:
    number, text = Field("number", d.u8, names=d.names(1, "one")), Field("text", d.text)
    made = table(number, d.read_as(number, d.u16), d.read_as(text, d.domain_name), text)
    assert [field.name for field in made.protocol.fields] == ["number", "text"]
    assert made.read(b"\1\0\2\1a\1b\0cd") == [("number", 1), ("number", 2), ("text", "a.b"), ("text", "cd")]


def test_nodes_have_the_size_of_what_is_in_them() -> None:
    made = table(Field("a", d.u8), d.node(Field("box", d.nested), Field("b", d.u16)), Field("c", d.u8))
    assert [(item.name, item.at, item.size, item.depth) for item in made.feed((0, b"abbc")).attributes] == [
        ("a", 0, 1, 0), ("box", 1, 2, 0), ("b", 1, 2, 1), ("c", 3, 1, 0)]


def test_a_length_bounds_what_follows_and_the_rest_is_shown() -> None:
    made = table(d.bound(Field("size", d.u8), Field("a", d.u8), rest=Field("rest", d.octets)), Field("b", d.u8))
    assert made.read(b"\3axxb") == [("size", 3), ("a", 97), ("rest", b"xx"), ("b", 98)]
    assert made.read(b"\1ab") == [("size", 1), ("a", 97), ("b", 98)]
    assert made.notes(b"\0ab") == {Note.BAD_LENGTH}          # the field does not fit what bounds it
    assert made.notes(b"\7ab") == {Note.BAD_LENGTH}


def test_align_skip_seek_find_and_peek() -> None:
    a = Field("a", d.u8)
    assert table(a, d.align(4), Field("b", d.u8)).read(b"a...b") == [("a", 97), ("b", 98)]
    assert table(a, d.align(4)).feed((0, b"a.")).findings == []                 # the last one need not be filled up
    assert table(d.seek(2), a).read(b"..a") == [("a", 97)]
    assert table(d.find(b"(("), a).read(b"x(y((a") == [("a", 97)]
    assert table(d.find(b"("), a).feed((0, b"xy")).findings == ["packet.malformed"]
    assert table(d.peek(a), Field("b", d.u8)).read(b"a") == [("a", 97), ("b", 97)]


def test_options_of_type_length_and_value() -> None:
    """TCP's (RFC 9293 section 3.2): single bytes, and lengths that count type and length."""
    made = table(d.tlv(Field("kind", d.u8), Field("length", d.u8), {2: Field("mss", d.u16)}, covers=2, ends=(0,),
                       single=(1,)))
    assert made.read(bytes.fromhex("01 020405b4 03030a 00 ffff")) == [
        ("kind", 1), ("kind", 2), ("length", 4), ("mss", 1460), ("kind", 3), ("length", 3), ("data", b"\n"),
        ("kind", 0)]
    padded = table(d.tlv(Field("kind", d.u8), Field("length", d.u8), {}, pad=4))
    assert padded.read(b"\1\3abc...\2\1d") == [
        ("kind", 1), ("length", 3), ("data", b"abc"), ("kind", 2), ("length", 1), ("data", b"d")]


def test_what_is_remembered_is_known_in_later_messages() -> None:
    made = table(Field("a", d.u8), d.when(d.of("a") == 1, Field("version", d.u8), d.remember("level", "version")),
                 d.when(d.of("level") == 5, Field("new", d.u8)))
    fed = made.feed((0, b"\2x"), (0, b"\1\5x"), (1, b"\2y"), (0, b"\1\4x"), (1, b"\2y"))
    assert [item.value for item in fed.attributes if item.name == "new"] == [ord("x"), ord("y")]


def test_findings_and_malformed() -> None:
    made = table(Field("a", d.u8), d.when(d.of("a") == 1, d.finding("late")), d.when(d.of("a") == 2, d.malformed()),
                 findings=(Finding("late", Severity.NOTE, "It came late."),))
    assert made.feed((0, b"\1")).findings == ["made.late"]
    assert made.feed((0, b"\2")).findings == ["packet.malformed"]


def test_only_some_values_are_in_order() -> None:
    made = table(Field("a", d.u8, only=(1, range(4, 6))))
    assert made.probe(b"\1") == made.probe(b"\5") == "LIKELY"
    assert made.probe(b"\2") == made.probe(b"\6") == "REFUTED"
    assert made.notes(b"\2") == {Note.BAD_VALUE}
    assert table(Field("a", d.text, only=("octet",))).probe(b"OCTET") == "LIKELY"


def test_words_inside_themselves_end() -> None:
    """Brackets in brackets, as filters in filters (RFC 4511 section 4.5.1.7)."""
    made = table(d.define("box", d.node(Field("box", d.nested), Field("mark", d.u8),
                                       d.when(d.left > 0, d.call("box")))), d.call("box"))
    assert [item.depth for item in made.feed((0, b"abc")).attributes] == [0, 1, 1, 2, 2, 3]
    assert made.notes(bytes(5000)) == {Note.DEPTH_LIMIT}


def test_lines_and_headers() -> None:
    """RFC 5322 section 2.2: names in any case, folded lines; compact names (RFC 3261 section 7.3.3)."""
    made = table(d.line(Field("method", d.word), Field("uri", d.word)),
                 d.headers({("call-id", "i"): Field("call_id", d.text), "content-length": Field("length", d.decimal)},
                           default=Field("other", d.text)), Field("body", d.text))
    assert made.read(b"INVITE sip:a\r\nI: 7@x\r\nSubject: a\r\n b\r\nContent-Length : 4 \r\n\r\nbody") == [
        ("method", "INVITE"), ("uri", "sip:a"), ("call_id", "7@x"), ("other", "Subject: a\r\n b"), ("length", 4),
        ("body", "body")]
    assert made.read(b"A b\ni: 1\n\n") == [("method", "A"), ("uri", "b"), ("call_id", "1"), ("body", "")]


def test_others_are_asked_to_read() -> None:
    made = table(Field("kind", d.u8), d.when(d.of("kind") == 1, d.carry("made.kind", d.of("kind")),
                                            otherwise=d.switch_to("protocol", "tls")))
    assert made.protocol.children == ("made.kind", "protocol")
    assert made.feed((0, b"\1abc")).asked == [("carry", "made.kind", 1, None, b"abc")]
    assert made.feed((1, b"\2abc")).asked == [("switch", "protocol", d.key_of_text("tls"), 3)]


def test_what_is_carried_may_be_a_part_or_a_streams_next_bytes() -> None:
    made = table(Field("last", d.u8), d.when(d.of("last") == 2, d.carry_stream("made.kind", 7), otherwise=d.carry(
        "made.kind", 7, last="last", whole=Field("message", d.octets))))
    assert made.protocol.children == ("made.kind",)
    assert [field.name for field in made.protocol.fields] == ["last", "message"]
    assert made.feed((0, b"\0ab"), (0, b"\1"), (0, b"\2cd"), (0, b"\2")).asked == [
        ("carry a part", "made.kind", 7, None, b"ab"), ("carry the last part", "made.kind", 7, None, b""),
        ("carry", "made.kind", 7, 0, b"cd")]
    with pytest.raises(ValueError, match="`last` and `whole`"):
        d.carry("made.kind", 7, last="last")


def test_what_is_wrong_apart_ends_there() -> None:
    made = table(d.repeat(d.bound(Field("size", d.u8), Field("a", d.u8, only=(1,)), Field("b", d.u8), apart=True)))
    fed = made.feed((0, b"\2\1\2" + b"\2\3\4" + b"\1\1" + b"\3\1\5\6"))
    assert [item.value for item in fed.attributes if item.name == "b" and not item.note] == [2, 5]
    assert fed.findings == ["packet.malformed"]
    assert fed.answers == [13 - 1]
    assert made.notes(b"\4\1\2") == {Note.BAD_LENGTH}


def test_each_bit_that_is_set() -> None:
    """The types of RFC 4034 section 4.3, and Modbus' coils (section 6.1), whose lowest bit is the first."""
    types = table(Field("window", d.u8), d.each_bit(Field("type", d.number), d.of("window") * 256))
    assert types.read(b"\0\x40\1\0\0\0\3")[1:] == [("type", 1), ("type", 15), ("type", 46), ("type", 47)]
    assert types.read(b"\4" + bytes(26) + b"\x20")[1:] == [("type", 1234)]
    assert [(item.at, item.size) for item in types.feed((0, b"\0\0\x81")).attributes[1:]] == [(2, 1), (2, 1)]
    coils = table(d.each_bit(Field("coil", d.number), 20, low_first=True))
    assert coils.read(b"\x05\x80") == [("coil", 20), ("coil", 22), ("coil", 35)]


def test_parts_of_one() -> None:
    made = table(d.take("raw", d.u32), d.computed(Field("degrees", d.real), d.of("raw") - (1 << 31), per=3_600_000))
    (item,) = made.feed((0, struct.pack("!I", 2**31 - 255978000))).attributes
    assert (item.value, item.at, item.size) == (-71.105, 0, 4)


def test_texts_of_what_is_said() -> None:
    """A network in the usual notation, a service's parameters (RFC 9460 appendix A), and degrees (RFC 1876)."""
    network = table(d.joined(Field("network", d.text), Field("bits", d.u8), d.said(d.take("_", d.partial_ipv4)),
                             d.glue("/"), d.say(d.of("bits"))))
    fed = network.feed((0, b"\x18\xc0\0\2"))
    assert [(item.name, item.value, item.at, item.size) for item in fed.attributes] == [
        ("bits", 24, 0, 1), ("network", "192.0.2.0/24", 0, 4)]
    listed = table(d.joined(Field("all", d.text), d.say("port"), d.glue("=", ","),
                            d.repeat(d.said(Field("port", d.u16)))))
    assert listed.read(b"\0\x35\1\0")[-1] == ("all", "port=53,256")
    angle = table(d.take("size", d.u32), d.joined(
        Field("all", d.text), d.say(d.of("size"), per=3_600_000), d.say(d.of("size"), per=60_000, modulo=60),
        d.glue("."), d.say(d.of("size"), modulo=1000, digits=3), d.glue(), d.say("N")))
    assert angle.read(struct.pack("!I", 152514007)) == [("all", "42 21.007N")]


@pytest.mark.parametrize(("types", "data", "text"), [
    ((d.i8, d.u16), b"\xfe\0\7", "-2 7"), ((d.counted(d.u8, d.text), d.octets), b"\2hi\1\xff", "hi 01ff"),
    ((d.ipv6, d.ipv4), bytes(15) + b"\1\x0a\0\0\1", "::1 10.0.0.1"), ((d.domain_name,), b"\0", ""),
    ((d.domain_name, d.domain_name), b"\1a\0\0", "a ."), ((d.unix32, d.flag), b"\0\0\1\0\1", "256 1"),
    ((d.text,), b"x" * 2000, "x" * 1100)])
def test_how_values_are_said(types: tuple[Any, ...], data: bytes, text: str) -> None:
    made = table(d.joined(Field("all", d.text), d.said(*(Field(f"f{at}", type) for at, type in enumerate(types)))))
    assert made.read(data)[-1] == ("all", text)


def test_a_text_in_a_text() -> None:
    inner = d.joined(Field("inner", d.text), d.said(Field("a", d.u8), Field("b", d.u8)), between="-")
    for said, text in ((d.said(inner), "1-2 3"), (inner, "3")):
        assert dict(table(d.joined(Field("all", d.text), said, d.said(Field("c", d.u8)))).read(b"\1\2\3")) == {
            "a": 1, "b": 2, "c": 3, "inner": "1-2", "all": text}
    assert table(inner).read(b"\1") == [("a", 1), ("inner", "1")]         # what was said before it went wrong
    assert table(inner).read(b"\1", cut=True) == [("a", 1)]


def test_the_place_of_a_text_that_ends_early_is_what_bounds_it() -> None:
    """A record's data that contradict themselves (RFC 1035 section 3.3.9): all of them are the answer's place."""
    data = b"\0\x0a\4mail\x40x"
    made = table(d.joined(Field("all", d.text), d.said(Field("preference", d.u16), Field("target", d.domain_name))))
    fed = made.feed((0, data))
    assert [(item.value, item.at, item.size) for item in fed.attributes if item.name == "all"] == [
        ("10 mail", 0, len(data))]
    assert fed.findings == ["packet.malformed"]


def test_fields_by_name_are_known_in_expressions() -> None:
    made = table(d.ref("size"), Field("a", d.sized("size", d.text)), Field("b", d.text),
                 fields=(Field("size", d.u8),))
    assert made.read(b"\1ab") == [("size", 1), ("a", "a"), ("b", "b")]


@pytest.mark.parametrize(("words", "said"), [
    ((Field("a", d.u8), Field("a", d.u16)), "two fields have one name"),
    ((d.switch("b", {}),), "no field b"), ((d.call("b"),), "nothing is defined as b"),
    ((d.ref("b"),), "no field b"), ((d.enter("b"),), "no mode b"), ((d.finding("b"),), "no finding b"),
    ((Field("a", d.u8), d.switch("a", {1: (), range(3): ()})), "1 is there twice"),
    ((Field("a", d.number),), "field a has no width"), ((Field("a", d.nested),), "field a is a node"),
    (("a",), "is no word"), ((d.repeat(Field("a", d.u8), until=d.of),), "is no condition"),
    ((d.bits(d.u8, Field("a", d.u8, mask=0x100)),), "wider than its number"),
    ((d.read_as(Field("a", d.u8), d.text),), "something of another kind"),
    ((Field("a", d.ended(b"")),), "is not 1 to"), ((d.define("x"), d.define("x")), "defined twice"),
    ((d.joined(Field("a", d.octets)),), "does not have the type text"), ((d.said(d.find(b"x")),), "nothing that can"),
    ((d.joined(Field("a", d.text), d.said(Field("b", d.f32))),), "float is nothing that can be said"),
    ((d.joined(Field("a", d.text), between="--"),), "more than a letter"), ((d.say(1, per=0),), "divides by 1 or more"),
    ((d.each_bit(Field("a", d.text)),), "field a of each_bit"), ((d.computed(Field("a", d.u8), 1, per=2),), "not real"),
])
def test_what_contradicts_itself_is_said(words: Any, said: str) -> None:
    with pytest.raises((ValueError, TypeError), match=said):
        table(*words).read(b"\0")
