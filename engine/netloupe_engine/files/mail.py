"""Mails and what is attached to them (MIME, RFC 2045 to 2049), by Python's `email`.

A mail is a file as it was sent; of one that is not too long its parts are read when it is whole.
"""
from __future__ import annotations

from collections.abc import Iterator
from email import message_from_bytes
from email.header import Header
from email.message import Message
from email.policy import Compat32

from .draft import Draft, Piece, Place
from .head import PARAMETERS_MAX, UNREADABLE, media_of, parameter, words

MAIL_MAX = 64 << 20         # bytes of a mail whose parts are read
_NESTED_MAX = 64            # parts with parts in them
_WORK_MAX = 32 << 20        # lines, times parts with parts in them: each line is held against all their boundaries
_LINES_MAX = 2 << 20        # of a mail whose parts are read: each is kept by itself meanwhile
_PARTS_MAX = 1_000          # of a mail that are files
_HEADER_MAX = 16 << 10      # characters of a header field that are read


class _Wary(Compat32):
    """No header field is longer, or has more parameters, than anybody needs."""

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        name, value = super().header_source_parse(sourcelines[:_HEADER_MAX])
        value = value[:_HEADER_MAX]
        if name.lower().startswith("content-"):
            value = ";".join(value.split(";", PARAMETERS_MAX)[:PARAMETERS_MAX])
        return name, value


def files_of_mail(protocol: str, where: Place, pieces: Iterator[Piece], origin: str = "") -> Iterator[Draft]:
    """The mail and what is attached to it."""
    kept = bytearray()
    draft = Draft(protocol, where, "mail.eml", origin, "message/rfc822")
    draft.pieces = _read(draft, pieces, kept)
    yield draft
    draft.drain()
    if _unread(kept):
        return
    try:
        message = message_from_bytes(bytes(kept), policy=_Wary())
        for at, part in enumerate(_attached(message)):
            if at == _PARTS_MAX:
                break
            yield _part(draft, part)
    except UNREADABLE:
        return


def _unread(mail: bytearray) -> str:
    """Why the parts of a mail are not read; "" if they are."""
    lines = mail.count(b"\n")
    if len(mail) > MAIL_MAX or lines > _LINES_MAX:
        return "too long for its parts to be read"
    head = mail.lower()
    nests = head.count(b"multipart/") + head.count(b"message/rfc822")
    if nests > _NESTED_MAX or (nests + 1) * lines > _WORK_MAX:
        return "nested too deep for its parts to be read"
    return ""


def _read(draft: Draft, pieces: Iterator[Piece], kept: bytearray) -> Iterator[Piece]:
    """The mail as it comes; at its end the draft is told what it is about."""
    for data, missing in pieces:
        if len(kept) <= MAIL_MAX:
            kept += data
        draft.is_part |= missing > 0
        yield data, missing
    head = bytes(kept[:_HEADER_MAX * 4]).partition(b"\r\n\r\n")[0]
    try:
        message = message_from_bytes(head, policy=_Wary())
        subject, sender = (_words(message.get(name, "")) for name in ("subject", "from"))
    except UNREADABLE:
        subject = sender = ""
    if subject:
        draft.name = subject.replace("/", "_").replace("\\", "_") + ".eml"
    draft.origin = " · ".join(filter(None, (draft.origin, f"from {sender}" if sender else "", subject)))
    draft.note(_unread(kept))


def _words(value: str | Header) -> str:
    return " ".join(words(str(value)).split())[:200]


def _attached(message: Message) -> Iterator[Message]:
    """The parts that are files: named ones, attached ones, and whatever is no text."""
    for part in message.walk():
        if part.is_multipart():
            continue
        is_attached = media_of(str(part.get("content-disposition", ""))) == "attachment"
        if is_attached or _name(part) or part.get_content_maintype() != "text":
            yield part


def _name(part: Message) -> str:
    return parameter(str(part.get("content-disposition", "")), "filename") or \
        parameter(str(part.get("content-type", "")), "name")


def _part(mail: Draft, part: Message) -> Draft:
    payload = part.get_payload(decode=True)
    data = payload if isinstance(payload, bytes) else b""
    draft = Draft(mail.protocol, mail.where, _name(part) or "attachment", mail.origin,
                  media_of(part.get_content_type()), [(data, 0)])
    draft.packet, draft.time_ns = mail.packet, mail.time_ns
    if mail.is_part:
        draft.note("the mail around it is not whole", True)
    return draft
