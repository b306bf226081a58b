"""What the body of a message is, and how it reads: decompressed within limits, JSON and XML indented.

Indenting looks at signs only: nothing is parsed, resolved or expanded, and every sign that says something stays.
"""
from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from io import BytesIO

DECODED_MAX = 8 << 20       # bytes that a body may become
INDENTED_MAX = 1 << 20      # ... of those that are indented
_DEEP = 24                  # levels that are still moved to the right
_WINDOW_MAX = 8 << 20       # that a compressed body may ask for
_STEP = "  "
_IMAGES = ((b"\x89PNG\r\n\x1a\n", "png"), (b"\xff\xd8\xff", "jpeg"), (b"GIF87a", "gif"), (b"GIF89a", "gif"),
           (b"BM", "bmp"))
_JSON = re.compile(r'"(?:[^"\\]|\\.)*"?|[\[\]{},:]|[^\s"\[\]{},:]+', re.DOTALL)
_SPANS = (("<!--", "-->"), ("<![CDATA[", "]]>"), ("<", ">"))       # in XML: what ends what


class UndecodableError(Exception):
    """Why a body is shown as it was sent."""


def decoded(data: bytes, coding: str) -> bytes:
    """The bytes behind a content coding that the parsers leave alone (RFC 7932, RFC 8878), DECODED_MAX at most. Raises
    UndecodableError."""
    found = _DECODERS.get(coding.strip().lower())
    if found is None:
        raise UndecodableError(f"content coding {coding} is not known")
    return found(data)


def _brotli(data: bytes) -> bytes:
    try:
        import brotli  # type: ignore[import-not-found, import-untyped, unused-ignore]
    except ImportError:
        raise UndecodableError("brotli is not installed (pip install brotli)") from None
    try:
        made = brotli.Decompressor()
        found = made.process(data, output_buffer_limit=DECODED_MAX)
    except TypeError:
        raise UndecodableError("the installed brotli cannot be limited: 1.2 or newer is needed") from None
    except brotli.error:
        raise UndecodableError("what should be brotli is damaged") from None
    return bytes(found[:DECODED_MAX])


def _zstd(data: bytes) -> bytes:
    from zstandard import ZstdDecompressor, ZstdError
    try:
        with ZstdDecompressor(max_window_size=_WINDOW_MAX).stream_reader(BytesIO(data)) as made:
            return bytes(made.read(DECODED_MAX))
    except ZstdError:
        raise UndecodableError("what should be zstd is damaged") from None


def _inflated(data: bytes) -> bytes:
    """gzip, zlib's format, or what browsers take for it: a deflate without a header (RFC 9110 section 8.4.1.2)."""
    import zlib
    for bits in (zlib.MAX_WBITS | 32, -zlib.MAX_WBITS):
        try:
            return zlib.decompressobj(bits).decompress(data, DECODED_MAX)
        except zlib.error:
            continue
    raise UndecodableError("what should be gzip or deflate is damaged")


_DECODERS: dict[str, Callable[[bytes], bytes]] = {
    "br": _brotli, "zstd": _zstd, **dict.fromkeys(("gzip", "x-gzip", "deflate"), _inflated)}


def kind_of(data: bytes, media: str) -> str:
    """json, xml, text, image/png and the like, or binary; by the bytes where they say it, else by the media type."""
    for start, name in _IMAGES:
        if data.startswith(start):
            return f"image/{name}"
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "image/webp"
    media = media.partition(";")[0].strip().lower()
    if any(sign < 32 and sign not in b"\t\n\r\f\x1b" for sign in data[:1024]):
        return "binary"
    if media.endswith(("/json", "+json")) or (not media and data.lstrip()[:1] in (b"{", b"[")):
        return "json"
    if media.endswith(("/xml", "+xml")) or data.lstrip()[:5] == b"<?xml":
        return "xml"
    try:
        data[:65_536].decode()
    except UnicodeDecodeError as error:
        if error.start < min(len(data), 65_536) - 4 and not media.startswith("text/"):
            return "binary"
    return "text"


def readable(data: bytes, kind: str) -> str:
    """A body as text: JSON and XML indented; "" for images and what is none."""
    if kind == "binary" or kind.startswith("image/"):
        return ""
    text = data.decode("utf-8", "backslashreplace")
    if len(text) > INDENTED_MAX or kind not in ("json", "xml"):
        return text
    return "".join(_json_lines(text) if kind == "json" else _xml_lines(text))


def _json_lines(text: str) -> Iterator[str]:
    """JSON (RFC 8259), each value and member in a line of its own; an empty array or object in one."""
    depth, opened = 0, False
    for found in _JSON.finditer(text):
        sign = found.group()
        if opened and sign not in "]}":
            yield _break(depth)
        if sign in "]}":
            depth = max(0, depth - 1)
            if not opened:
                yield _break(depth)
        opened = sign in "[{"
        depth += opened
        yield ": " if sign == ":" else sign
        if sign == ",":
            yield _break(depth)


def _xml_lines(text: str) -> Iterator[str]:
    """XML, each tag in a line of its own, but for what has text and no element in it."""
    parts = [part for part in _xml_parts(text) if part.strip()]
    depth, at = 0, 0
    while at < len(parts):
        part = parts[at].strip()
        begins = part.startswith("<") and not part.startswith(("</", "<?", "<!")) and not part.endswith("/>")
        if part.startswith("</"):
            depth = max(0, depth - 1)
        yield (_break(depth) if at else "") + part
        if begins and at + 2 < len(parts) and not parts[at + 1].startswith("<") and parts[at + 2].startswith("</"):
            yield parts[at + 1].strip() + parts[at + 2].strip()
            at += 2
        elif begins:
            depth += 1
        at += 1


def _xml_parts(text: str) -> Iterator[str]:
    """Tags, comments, and what is between them."""
    at = 0
    while at < len(text):
        begin = text.find("<", at)
        if begin != at:
            yield text[at:begin] if begin > 0 else text[at:]
        if begin < 0:
            return
        start, stop = next(span for span in _SPANS if text.startswith(span[0], begin))
        end = text.find(stop, begin + len(start))
        at = end + len(stop) if end >= 0 else len(text)
        yield text[begin:at]


def _break(depth: int) -> str:
    return "\n" + _STEP * min(depth, _DEEP)
