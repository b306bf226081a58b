"""Files in FTP (RFC 959): bytes of a data session, and what the control session that announced it says of them."""
from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from .draft import Draft
from .head import text_of
from .voice import Voice

_PORTS = re.compile(r"(\d{1,3}),(\d{1,3}),(\d{1,3}),(\d{1,3}),(\d{1,3}),(\d{1,3})")
_BARRED = re.compile(r"\|[^|]*\|[^|]*\|(\d{1,5})\|")
_SIZE = re.compile(r"\((\d{1,18}) bytes?")
_TRANSFERS = ("RETR", "STOR", "STOU", "APPE", "LIST", "NLST", "MLSD")
_FETCHES, _LISTS = ("RETR",), ("LIST", "NLST", "MLSD")
_TRANSFERS_MAX = 1 << 20    # of a control session


@dataclass(slots=True)
class Transfer:
    """A file, or a listing, that a control session asked for."""

    packet: int             # of the command
    port: int               # of the data session's responder
    command: str
    path: str
    start: int              # byte it begins at (REST)
    size: int = -1          # bytes, by the server; -1: it did not say


def transfers(client: Voice, server: Voice) -> dict[int, list[Transfer]]:
    """Everything that a control session asked for, in its order, by the port of the data session."""
    lines = [*_lines(client), *_lines(server)]
    lines.sort(key=lambda line: line[0])
    found: list[Transfer] = []
    port = start = 0
    folder = ""
    sizes: dict[str, int] = {}
    asked_for_size = ""
    for packet, is_reply, text in lines:
        word, _, rest = text.partition(" ")
        rest = rest.strip()
        if is_reply:
            if word in ("227", "229") and (given := _port(rest)):
                port = given
            elif word in ("150", "125") and found and (size := _SIZE.search(rest)):
                found[-1].size = int(size[1])
            elif word == "213" and asked_for_size and rest.isdigit() and len(rest) < 19:
                sizes[asked_for_size] = int(rest)
            asked_for_size = asked_for_size if not word.isdigit() else ""
            continue
        word = word.upper()
        if word in ("PORT", "EPRT"):
            port = _port(rest) or port
        elif word == "REST":
            start = int(rest) if rest.isascii() and rest.isdigit() and len(rest) < 19 else 0
        elif word == "CWD":
            folder = rest if rest.startswith("/") else f"{folder.rstrip('/')}/{rest}" if folder else rest
        elif word == "SIZE" and len(sizes) < _TRANSFERS_MAX:
            asked_for_size = rest
        elif word in _TRANSFERS and len(found) < _TRANSFERS_MAX:
            path = rest if rest.startswith("/") or not folder else f"{folder.rstrip('/')}/{rest}"
            size_told = sizes.get(rest, -1) if word in _FETCHES else -1
            found.append(Transfer(packet, port, word, path[:2048], start, size_told))
            start = 0
    by_port: dict[int, list[Transfer]] = {}
    for transfer in found:
        by_port.setdefault(transfer.port, []).append(transfer)
    return by_port


def _lines(voice: Voice) -> Iterator[tuple[int, int, str]]:
    count = 0
    while voice.more() and count < 4 * _TRANSFERS_MAX:
        packet, line = voice.packet, voice.line()
        if line is not None:
            count += 1
            yield packet, voice.way, text_of(line).strip()


def _port(text: str) -> int:
    if found := _PORTS.search(text):
        return int(found[5]) * 256 + int(found[6])
    if barred := _BARRED.search(text):
        return int(barred[1])
    return 0


def chosen(known: Mapping[int, Sequence[Transfer]], port: int, packet: int) -> Transfer | None:
    """What a data session to this port carries, that begins with this packet: the first that was asked for on the port
    from then on, or else the last one before."""
    mine = known.get(port, ())
    at = bisect_left(mine, packet, key=lambda transfer: transfer.packet)
    # With PORT the command comes before its session, with PASV it may come behind.
    return mine[at - 1] if at else mine[0] if mine and mine[0].packet > packet else None


def file(transfer: Transfer | None, voices: tuple[Voice, Voice], is_passive: bool) -> Iterator[Draft]:
    """The file in a data session, whose initiator is the client if it is passive."""
    if transfer is not None and transfer.command in _LISTS:
        return
    if transfer is None:
        voice = voices[0] if voices[0].more() else voices[1]
    else:
        voice = voices[(transfer.command in _FETCHES) == is_passive]
    if not voice.more():
        return
    if transfer is None:
        yield Draft("ftp", voice, "file", "what the control session says of it is not in the capture",
                    pieces=voice.take())
        return
    draft = Draft("ftp", voice, transfer.path, f"{transfer.command} {transfer.path}", pieces=voice.take())
    draft.to_end = True
    left = transfer.size - transfer.start
    if left > 0 and transfer.command in _FETCHES:
        draft.pieces, draft.to_end = voice.sized(left), False
    if transfer.start:
        draft.note(f"a part of it, from byte {transfer.start:,} on", True)
    if transfer.command == "APPE":
        draft.note("appended to what the server had")
    yield draft
