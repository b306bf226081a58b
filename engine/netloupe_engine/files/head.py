"""Header fields as HTTP and mail have them, and the names and media types in them."""
from __future__ import annotations

import re
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message
from email.utils import collapse_rfc2231_value
from urllib.parse import unquote, urlsplit

from .voice import Voice

FIELDS_MAX = 512            # of a head
VALUE_MAX = 8 << 10         # characters of a value that is looked into
PARAMETERS_MAX = 64         # semicolons in it: each is held against all quotes before it
# What `email` raises at hostile headers and mails, by its tests and by its code.
UNREADABLE = (LookupError, ValueError, TypeError, AttributeError, AssertionError, RecursionError, MessageError)
_Given = str | tuple[str | None, str | None, str]
_FOLD = re.compile(r"\s+")


def text_of(data: bytes) -> str:
    """What bytes of a header say: UTF-8, or Latin-1 as it used to be."""
    try:
        return data.decode()
    except UnicodeDecodeError:
        return data.decode("latin-1")


def fields_of(voice: Voice) -> dict[str, str] | None:
    """The header fields up to an empty line, by their names in small letters; several of a name are joined by commas.
    None where some are missing."""
    found: dict[str, str] = {}
    last = ""
    while (line := voice.line()) is not None:
        text = text_of(line).rstrip("\r\n")
        if not text:
            return found
        if text[0] in " \t":
            if last and len(found[last]) < VALUE_MAX:
                found[last] += " " + text.strip()
            continue
        name, colon, value = text.partition(":")
        last = name.strip().lower()
        if not colon or (last not in found and len(found) >= FIELDS_MAX):
            last = ""
        elif last not in found:
            found[last] = value.strip()
        elif len(found[last]) < VALUE_MAX:
            found[last] += ", " + value.strip()
    return None


def media_of(value: str) -> str:
    """The media type alone, without parameters."""
    return value.partition(";")[0].strip().lower()[:128]


def parameter(value: str, name: str) -> str:
    """A parameter of a header's value (RFC 2231, RFC 6266: `name*` counts more than `name`); "" for none, and where it
    cannot be read."""
    if name not in value.lower() or len(value) > VALUE_MAX or value.count(";") > PARAMETERS_MAX:
        return ""
    field = Message()
    field["content-disposition"] = _FOLD.sub(" ", value)
    try:
        told: list[tuple[str, _Given]] = field.get_params(failobj=[], header="content-disposition")     # type: ignore[assignment]
    except UNREADABLE:
        return ""
    values = [given for key, given in told if key.lower() == name]
    chosen = next((given for given in values if isinstance(given, tuple)), values[0] if values else "")
    if not isinstance(chosen, tuple):
        return words(chosen)
    if _is_slow(chosen[0]):
        return _encodable(chosen[2])
    try:
        return _encodable(collapse_rfc2231_value(chosen))
    except UNREADABLE:
        return _encodable(chosen[2])


def words(text: str) -> str:
    """Text with its encoded words (RFC 2047) decoded."""
    if "=?" not in text or len(text) > VALUE_MAX:
        return _encodable(text)
    try:
        found = [(said, charset) for said, charset in decode_header(text)]
        return _encodable(text if any(_is_slow(charset) for _, charset in found) else str(make_header(found)))
    except UNREADABLE:
        return _encodable(text)


def _is_slow(charset: str | None) -> bool:
    """Is it an encoding of names of hosts, which no text is in, and which takes the square of its length?"""
    return (charset or "").lower().startswith(("puny", "idna"))


def _encodable(text: str) -> str:
    """Text that UTF-8 can hold: some encodings make halves of surrogate pairs."""
    return text.encode("utf-8", "replace").decode()


def name_in(target: str) -> str:
    """The last segment of an address's path."""
    try:
        path = urlsplit(target).path
    except ValueError:
        path = target.partition("?")[0]
    return unquote(path.rstrip("/").rpartition("/")[2])
