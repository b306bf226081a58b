"""Where mails are in SMTP (RFC 5321, BDAT: RFC 3030), POP3 (RFC 1939) and IMAP (RFC 9051)."""
from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from .draft import Draft, Piece
from .mail import files_of_mail
from .voice import Voice

_COMMANDS_MAX = 1 << 20     # of a session
_CHUNK = re.compile(rb"BDAT +(\d{1,18})( +LAST)?\s*", re.IGNORECASE)
_FETCHED = re.compile(rb"(?:BODY\[\]|RFC822|BINARY\[\])(<\d+>)? ~?\{(\d{1,18})\}\r?\n", re.IGNORECASE)
_LITERAL = re.compile(rb"~?\{(\d{1,18})\+?\}\r?\n")
_APPENDED = re.compile(rb"\S+ +APPEND ", re.IGNORECASE)
_SEVERAL_LINES = (b"RETR", b"TOP", b"CAPA", b"LIST", b"UIDL")
_ALONE = (b"LIST", b"UIDL")     # ... these where they have no argument


def smtp(client: Voice, server: Voice) -> Iterator[Draft]:
    """Mails that were handed in."""
    invited: list[int] = []         # packets with a reply 354
    heard = False
    while server.more() and len(invited) < _COMMANDS_MAX:
        packet, line = server.packet, server.line()
        heard = True
        if line is not None and line.startswith(b"354"):
            invited.append(packet)
    while client.more():
        packet, line = client.packet, client.line()
        if line is None:
            continue
        if line.strip().upper() == b"DATA" and client.more():
            at = bisect_right(invited, packet - 1)
            if not heard or (at < len(invited) and invited[at] <= client.packet):
                yield from files_of_mail("smtp", client, _up_to_point(client))
        elif (chunk := _CHUNK.fullmatch(line)) and client.more():
            yield from files_of_mail("smtp", client, _chunks(client, chunk))


def _up_to_point(voice: Voice) -> Iterator[Piece]:
    """Lines up to one that is a point, which those that begin with one have doubled (RFC 5321 section 4.5.2)."""
    begins = True
    while True:
        line = voice.line()
        if line is None and not voice.rest and not voice.lost:
            yield b"", 1            # the end is missing
            return
        data = voice.rest if line is None else line
        if begins and data in (b".\r\n", b".\n"):
            return
        yield data[begins and data.startswith(b"."):], 0
        begins = data.endswith(b"\n")
        if line is None and voice.lost:
            begins = False
            yield b"", voice.lost


def _chunks(voice: Voice, chunk: re.Match[bytes] | None) -> Iterator[Piece]:
    while chunk is not None:
        yield from voice.sized(int(chunk[1]))
        if chunk[2]:
            return
        line = voice.line() if voice.more() else None
        chunk = _CHUNK.fullmatch(line) if line is not None else None
    yield b"", 1


def pop(client: Voice, server: Voice) -> Iterator[Draft]:
    """Mails that were fetched."""
    asked: list[tuple[int, bytes, bool]] = []           # packet, command, has it an argument
    while client.more() and len(asked) < _COMMANDS_MAX:
        packet, line = client.packet, client.line()
        if line is not None:
            command, _, argument = line.strip().partition(b" ")
            asked.append((packet, command.upper(), bool(argument)))
    packets = [packet for packet, _, _ in asked]
    at, was_lost = -1, False            # the first line greets
    while server.more():
        packet, line = server.packet, server.line()
        if line is None:
            was_lost = True
        if line is None or not line.startswith((b"+OK", b"-ERR", b"+ ")):
            continue
        if was_lost:
            at = max(at, bisect_right(packets, packet) - 1)
            was_lost = False
        _, command, has_argument = asked[at] if 0 <= at < len(asked) else (0, b"", False)
        at += 1
        if not line.startswith(b"+OK") or command not in _SEVERAL_LINES or (command in _ALONE and has_argument):
            continue
        if command == b"RETR":
            server.more()
            yield from files_of_mail("pop", server, _up_to_point(server))
        else:
            for _ in _up_to_point(server):
                pass


def imap(client: Voice, server: Voice) -> Iterator[Draft]:
    """Mails that were stored (APPEND) and fetched."""
    for voice in (client, server):
        appends = False
        while voice.more():
            line = voice.line()
            if line is None:
                appends = False
                continue
            appends = appends or (voice is client and _APPENDED.match(line) is not None)
            literal = _LITERAL.search(line[-32:])
            if literal is None or not voice.more():
                appends = False
                continue
            fetched = _FETCHED.search(line[-64:]) if voice is server else None
            pieces = voice.sized(int(literal[1]))
            if (appends or fetched) and int(literal[1]):
                mails = files_of_mail("imap", voice, pieces)
                mail = next(mails)
                if fetched and fetched[1]:
                    mail.note(f"a part of it, from byte {fetched[1][1:-1].decode()} on", True)
                yield mail
                yield from mails
            for _ in pieces:
                pass
            appends = False
