"""Bodies of messages: what they are, decompressed within limits, indented without being parsed."""
import json
import sys
from types import SimpleNamespace
from xml.etree import ElementTree

import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from netloupe_engine.streams.content import DECODED_MAX, UndecodableError, decoded, kind_of, readable

VALUES = st.recursive(st.none() | st.booleans() | st.integers() | st.text(max_size=8),
                      lambda inner: (st.lists(inner, max_size=4)
                                     | st.dictionaries(st.text(max_size=4), inner, max_size=4)),
                      max_leaves=20)


@given(VALUES)
def test_json_reads_as_before_and_is_indented(value: object) -> None:
    assert json.loads(readable(json.dumps([value]).encode(), "json")) == [value]


def test_json_stands_as_people_write_it() -> None:
    text = b'{"a":[1,{"b":"x\\"{,"}],"empty":[],"none":{},"big":12345678901234567890.10,"a":2}'
    assert readable(text, "json") == (
        '{\n  "a": [\n    1,\n    {\n      "b": "x\\"{,"\n    }\n  ],\n  "empty": [],\n  "none": {},\n'
        '  "big": 12345678901234567890.10,\n  "a": 2\n}')


def test_xml_is_indented_and_nothing_of_it_expanded() -> None:
    text = (b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><x><y k="1">t&a;</y><z/><!-- a > b --><v><w>1</w></v>'
            b"</x>")
    said = readable(text, "xml")
    assert "\n  <y k=\"1\">t&a;</y>\n  <z/>\n  <!-- a > b -->\n  <v>\n    <w>1</w>\n  </v>\n</x>" in said
    assert said.replace("\n", "").replace("  ", "") == text.decode().replace("  ", "")
    plain = b"<a><b>1</b><c><d/></c></a>"
    assert [one.tag for one in ElementTree.fromstring(readable(plain, "xml")).iter()] == ["a", "b", "c", "d"]


@pytest.mark.parametrize("text", [b"[" * 100_000, b"{" * 50_000 + b"}" * 60_000, b'"' + b"\\" * 99_999, b"<" * 99_999,
                                  b"<a>" * 50_000, b"</a>" * 50_000, b"<!--" * 20_000, b"<![CDATA[" * 10_000])
def test_what_is_made_to_hurt_does_not(text: bytes) -> None:
    for kind in ("json", "xml"):
        said = readable(text, kind)
        assert len(said) < 60 * len(text)


@pytest.mark.parametrize(("data", "media", "kind"), [
    (b"\x89PNG\r\n\x1a\n\0\0", "text/html", "image/png"), (b"\xff\xd8\xff\xe0", "", "image/jpeg"),
    (b"GIF89a\0", "", "image/gif"), (b"RIFF\0\0\0\0WEBPVP8 ", "", "image/webp"), (b"BM\0\0", "", "image/bmp"),
    (b'{"a": 1}', "application/json; charset=utf-8", "json"), (b'{"a": 1}', "application/ld+json", "json"),
    (b" [1]", "", "json"), (b"<svg/>", "image/svg+xml", "xml"), (b"<?xml version='1.0'?>", "text/plain", "xml"),
    (b"hello", "application/octet-stream", "text"), (b"\0\1\2", "text/plain", "binary"),
    ("gr\u00fc\u00df".encode(), "", "text"), (b"\xfc\xdf" * 9, "", "binary"),
    (b"gr\xfc\xdf dich sehr", "text/plain", "text"),
])
def test_what_a_body_is(data: bytes, media: str, kind: str) -> None:
    assert kind_of(data, media) == kind


def test_zstd_within_limits() -> None:
    assert decoded(zstandard.compress(b"hello" * 99), "zstd") == b"hello" * 99
    bomb = zstandard.ZstdCompressor().compress(bytes(3 * DECODED_MAX))
    assert len(decoded(bomb, "ZSTD")) == DECODED_MAX
    with pytest.raises(UndecodableError, match="damaged"):
        decoded(b"nonsense", "zstd")


def test_brotli_where_it_is_installed_and_can_be_limited(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "brotli", None)
    with pytest.raises(UndecodableError, match="pip install brotli"):
        decoded(b"x", "br")

    class Old:
        def process(self, data: bytes) -> bytes:
            return data

    class New:
        def process(self, data: bytes, output_buffer_limit: int) -> bytes:
            return data[::-1][:output_buffer_limit]
    for made, found in ((Old, None), (New, b"olleh")):
        monkeypatch.setitem(sys.modules, "brotli", SimpleNamespace(Decompressor=made, error=ArithmeticError))
        if found is None:
            with pytest.raises(UndecodableError, match="newer"):
                decoded(b"hello", "br")
        else:
            assert decoded(b"hello", "br") == found


def test_a_coding_that_nobody_knows() -> None:
    with pytest.raises(UndecodableError, match="compress"):
        decoded(b"x", "compress")
