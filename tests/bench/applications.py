"""A capture heavy on applications: 200,000 sessions, of DNS, HTTP, TLS, QUIC, MQTT, SIP and SMTP in equal parts.

Each kind is one conversation, told by its messages, that is repeated with other hosts, ports, times and names; QUIC's
packets are sealed for each session. Transport checksums are zero, as after offloading. The same seed gives the same
file, byte for byte; it is kept in the cache folder.
"""
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scapy.layers.inet import TCP, UDP

from tests.bench.captures import ETHERNET, RECORD, SPAN_S, START_S, Bytes, Numbers, cache_folder
from tests.unit.protocols.application.quic_packets import crypto, initial
from tests.unit.protocols.application.tls_messages import (
    alpn,
    client_hello,
    extension,
    handshake,
    record,
    server_hello,
    server_name,
)
from tests.unit.traffic import conversation, loose, udp

MAKER = 1                       # counted up when the file changes
SESSIONS, SEED = 200_000, 8
AT_A_TIME = 2_000               # sessions whose bytes are placed together
DIGITS = b"0" * 8               # in a message: the session's number
SOURCE, TARGET, CHECKSUM, PORTS = ETHERNET + 12, ETHERNET + 16, ETHERNET + 10, ETHERNET + 20

Messages = list[tuple[int, bytes]]


@dataclass(frozen=True)
class Kind:
    """One conversation: its messages by direction, and the server's port."""

    name: str
    port: int
    messages: Messages
    is_tcp: bool = True

    def frames(self) -> list[tuple[int, bytes]]:
        """Direction and frame of every packet."""
        ports = (40_000, self.port)
        packets = ([bytes(frame) for _, frame in conversation(self.messages, ports=ports)] if self.is_tcp
                   else [udp(way, data, ports=ports) for way, data in self.messages])
        found = []
        for packet in map(loose, packets):
            packet[TCP if self.is_tcp else UDP].chksum = 0
            found.append((int(packet[TCP if self.is_tcp else UDP].sport == self.port), bytes(packet)))
        return found


def _lines(*said: tuple[int, bytes]) -> Messages:
    return [(way, line + b"\r\n") for way, line in said]


NAME = b"\x0dhost-00000000\x07example\0"
DNS = Kind("dns", 53, [
    (0, b"\x12\x34\1\0\0\1\0\0\0\0\0\0" + NAME + b"\0\1\0\1"),
    (1, b"\x12\x34\x81\x80\0\1\0\1\0\0\0\0" + NAME + b"\0\1\0\1\xc0\x0c\0\1\0\1\0\0\1\x2c\0\4\xac\x10\1\1")],
           is_tcp=False)
HTTP = Kind("http", 80, [
    (0, b"GET /item/00000000 HTTP/1.1\r\nHost: shop-00000000.example\r\nUser-Agent: bench/1\r\nAccept: */*\r\n\r\n"),
    (1, b"HTTP/1.1 200 OK\r\nServer: bench\r\nContent-Type: text/html\r\nContent-Length: 900\r\n\r\n" + b"<p>" * 300),
    (0, b"GET /favicon.ico HTTP/1.1\r\nHost: shop-00000000.example\r\nUser-Agent: bench/1\r\n\r\n"),
    (1, b"HTTP/1.1 404 Not Found\r\nTransfer-Encoding: chunked\r\n\r\n5\r\ngone\n\r\n0\r\n\r\n")])
SUITES = (0x1301, 0x1302, 0x1303, 0xC02B, 0xC02F, 0xC02C, 0xC030, 0xCCA9, 0xCCA8)
OFFERS = [server_name(b"host-00000000.example"), alpn(b"h2", b"http/1.1"), extension(43, b"\2\3\4"),
          extension(10, b"\0\4\0\x1d\0\x17"), extension(13, b"\0\4\4\3\x08\4"),
          extension(51, b"\0\x26\0\x24\0\x1d\0\x20" + bytes(range(32)))]
HELLO = handshake(1, client_hello(SUITES, OFFERS))
ANSWER = handshake(2, server_hello(0x1301, [extension(43, b"\3\4"), extension(51, b"\0\x1d\0\x20" + bytes(range(32)))]))
SEALED = [record(bytes(size), 23) for size in (60, 1200, 300, 74, 500)]
CHANGE = record(b"\1", 20)
TLS = Kind("tls", 443, [(0, record(HELLO, version=0x0301)), (1, record(ANSWER) + CHANGE + SEALED[0]), (1, SEALED[1]),
                        (0, CHANGE + SEALED[3]), (0, SEALED[2]), (1, SEALED[4]), (1, SEALED[1])])
MQTT = Kind("mqtt", 1883, [
    (0, b"\x10\x19\0\4MQTT\4\2\0\x3c\0\x0dhost-00000000"), (1, b"\x20\2\0\0"),
    (0, b"\x82\x14\0\1\0\x0fhome/00000000/#\0"), (1, b"\x90\3\0\1\0"),
    *((0, b"\x32\x24\0\x13home/00000000/state\0\2%d degrees C." % (20 + at)) for at in range(3)),
    *[(1, b"\x40\2\0\2")] * 3, (0, b"\xc0\0"), (1, b"\xd0\0"), (0, b"\xe0\0")])
SDP = b"v=0\r\no=- 1 1 IN IP4 10.0.0.1\r\ns=-\r\nc=IN IP4 10.0.0.1\r\nt=0 0\r\nm=audio 49170 RTP/AVP 0\r\n"


def _sip(first: bytes, method: bytes, body: bytes = b"") -> bytes:
    return (first + b"\r\nVia: SIP/2.0/UDP a.example:5060;branch=z9hG4bK00000000\r\nMax-Forwards: 70\r\n"
            b"From: Alice <sip:alice@a.example>;tag=1\r\nTo: Bob <sip:bob@b.example>;tag=2\r\n"
            b"Call-ID: 00000000@a.example\r\nCSeq: 1 %s\r\nContact: <sip:alice@a.example>\r\n%s"
            b"Content-Length: %d\r\n\r\n" % (
                method, b"Content-Type: application/sdp\r\n" if body else b"", len(body))) + body


BOB, OK = b" sip:bob@b.example SIP/2.0", b"SIP/2.0 200 OK"
SIP = Kind("sip", 5060, [
    (0, _sip(b"INVITE" + BOB, b"INVITE", SDP)), (1, _sip(b"SIP/2.0 100 Trying", b"INVITE")),
    (1, _sip(b"SIP/2.0 180 Ringing", b"INVITE")), (1, _sip(OK, b"INVITE", SDP)), (0, _sip(b"ACK" + BOB, b"ACK")),
    (0, _sip(b"BYE" + BOB, b"BYE")), (1, _sip(OK, b"BYE"))], is_tcp=False)
SMTP = Kind("smtp", 25, [
    *_lines((1, b"220 mail.example ESMTP ready"), (0, b"EHLO host-00000000.example"),
            (1, b"250-mail.example\r\n250-PIPELINING\r\n250 8BITMIME"), (0, b"MAIL FROM:<u00000000@a.example>"),
            (1, b"250 OK"), (0, b"RCPT TO:<u00000000@b.example>"), (1, b"250 OK"), (0, b"DATA"), (1, b"354 go ahead"),
            (0, b"From: u00000000@a.example\r\nTo: u00000000@b.example\r\nSubject: 00000000\r\n\r\n" + b"word " * 100
             + b"\r\n."), (1, b"250 queued"), (0, b"QUIT"), (1, b"221 bye"))])
QUIC_HELLO = handshake(1, client_hello(SUITES, [
    server_name(b"quic.example"), alpn(b"h3"), extension(43, b"\2\3\4"), extension(57, b"\1\4\x80\0\xea\x60"),
    extension(51, b"\0\x26\0\x24\0\x1d\0\x20" + bytes(range(32)))]))


def _quic(number: int) -> Messages:
    """A session's own: its connection ids seal its packets."""
    first, mine, theirs = (bytes([kind]) + number.to_bytes(7) for kind in (1, 2, 3))
    short = b"\x40" + theirs + bytes(40)
    return [(0, initial(crypto(QUIC_HELLO), first, first, mine)),
            (1, initial(crypto(ANSWER), first, mine, theirs, server=True)), (0, short),
            (1, b"\x40" + mine + bytes(400))]


QUIC = Kind("quic", 443, _quic(0), is_tcp=False)
OWN: dict[str, Callable[[int], Messages]] = {"quic": _quic}     # messages that differ by more than digits
KINDS = (DNS, HTTP, TLS, QUIC, MQTT, SIP, SMTP)


class Applications:
    """The capture: every packet of a kind and a turn in its conversation is one matrix of bytes."""

    name = f"applications-{SESSIONS // 1000}k-sessions"

    def file(self) -> Path:
        """The capture, made now if it is not in the cache."""
        path = cache_folder() / f"{self.name}-{MAKER}.pcap"
        if not path.exists():
            self._write(half_made := path.with_suffix(".part"))
            half_made.rename(path)
        return path

    def _write(self, path: Path) -> None:
        chance = np.random.default_rng(SEED)
        members = [np.arange(kind, SESSIONS, len(KINDS)) for kind in range(len(KINDS))]
        turns = [(kind, numbers, at, way, frame) for kind, numbers in zip(KINDS, members, strict=True)
                 for at, (way, frame) in enumerate(kind.frames())]
        start_us = chance.integers(0, SPAN_S * 700_000, SESSIONS)
        pace_us = chance.integers(200, 20_000, SESSIONS)
        times = np.concatenate([start_us[numbers] + at * pace_us[numbers] for _, numbers, at, _, _ in turns])
        sizes = np.concatenate([np.full(len(numbers), RECORD + len(frame)) for _, numbers, _, _, frame in turns])
        order = np.argsort(times, kind="stable")
        places = np.empty(len(order), np.int64)
        places[order] = np.cumsum(sizes[order]) - sizes[order] + 24
        out = np.memmap(path, np.uint8, "w+", shape=(24 + int(sizes.sum()),))
        out[:24] = np.array([0xA1B2C3D4, 0x00040002, 0, 0, 262_144, 1], "<u4").view(np.uint8)
        first = 0
        for kind, numbers, at, way, frame in turns:
            for some in range(0, len(numbers), AT_A_TIME):
                part = numbers[some:some + AT_A_TIME]
                here = slice(first + some, first + some + len(part))
                rows = _rows(kind, part, at, way, frame, times[here])
                out[places[here][:, None] + np.arange(rows.shape[1])] = rows
            first += len(numbers)
        out.flush()


def _rows(kind: Kind, numbers: Numbers, at: int, way: int, frame: bytes, time_us: Numbers) -> Bytes:
    """A conversation's packet number `at` in each of these sessions, with its record header."""
    rows = np.tile(np.frombuffer(bytes(RECORD) + frame, np.uint8), (len(numbers), 1))
    if kind.name in OWN:
        payload = RECORD + len(frame) - len(kind.messages[at][1])
        rows[:, payload:] = np.frombuffer(b"".join(OWN[kind.name](int(number))[at][1] for number in numbers),
                                          np.uint8).reshape(len(numbers), -1)
    sizes = np.full(len(numbers), len(frame))
    header = np.stack([START_S + time_us // 1_000_000, time_us % 1_000_000, sizes, sizes], 1)
    rows[:, :RECORD] = header.astype("<u4").view(np.uint8)
    client, server = (10 << 24) + 1 + numbers // 16, (172 << 24) + (16 << 16) + 1 + numbers * 31 % 5000
    _put(rows, TARGET if way else SOURCE, 4, client)
    _put(rows, SOURCE if way else TARGET, 4, server)
    _put(rows, PORTS + 2 * way, 2, 20_000 + numbers % 16 * 2500 + numbers // 16 % 2500)
    _put(rows, CHECKSUM, 2, np.zeros(len(numbers), np.int64))
    words = rows[:, RECORD + ETHERNET:RECORD + ETHERNET + 20].astype(np.int64).reshape(len(numbers), 10, 2)
    total = (words[:, :, 0] * 256 + words[:, :, 1]).sum(axis=1)
    total = (total & 0xFFFF) + (total >> 16)
    _put(rows, CHECKSUM, 2, ~((total & 0xFFFF) + (total >> 16)) & 0xFFFF)
    place = frame.find(DIGITS, PORTS + 8)
    while place >= 0 and kind.name not in OWN:
        for digit in range(8):
            rows[:, RECORD + place + digit] = 48 + numbers // 10 ** (7 - digit) % 10
        place = frame.find(DIGITS, place + 8)
    return rows


def _put(rows: Bytes, at: int, width: int, values: Numbers) -> None:
    """Big-endian numbers at an offset from each frame's beginning."""
    for byte in range(width):
        rows[:, RECORD + at + byte] = (values >> 8 * (width - 1 - byte)) & 0xFF


APPLICATIONS = Applications()
