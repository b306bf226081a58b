"""Traffic that costs an analyser as much as its sender can make it, some megabytes of each kind."""
import random
import struct
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

SIZE = 2_500_000                # bytes of a capture, about
SEGMENT = 1460                  # bytes of payload
PSH_ACK, SYN, SYN_ACK, ACK, FIN_ACK = 0x18, 0x02, 0x12, 0x10, 0x11
ETHER = bytes.fromhex("020000000002 020000000001")
CLIENT, SERVER = bytes([10, 0, 0, 1]), bytes([203, 0, 113, 1])
REQUEST = b"GET /a HTTP/1.1\r\nHost: one.example\r\n\r\n"


def write(path: Path, frames: Iterable[bytes], link_type: int = 1) -> Path:
    """A capture of these frames, a hundred microseconds apart."""
    out = bytearray(struct.pack("<IHHiIII", 0xA1B2C3D4, 2, 4, 0, 0, 262144, link_type))
    for number, frame in enumerate(frames):
        seconds, rest = divmod(number, 10_000)
        out += struct.pack("<IIII", 1_700_000_000 + seconds, rest * 100, len(frame), len(frame)) + frame
    path.write_bytes(out)
    return path


def ip(payload: bytes, protocol: int, source: bytes = CLIENT, target: bytes = SERVER, fragment: int = 0) -> bytes:
    return ETHER + b"\x08\0" + struct.pack("!BBHHHBBH4s4s", 0x45, 0, 20 + len(payload), 7, fragment, 64, protocol, 0,
                                           source, target) + payload


def udp(payload: bytes, ports: tuple[int, int], source: bytes = CLIENT, target: bytes = SERVER) -> bytes:
    return ip(struct.pack("!HHHH", *ports, 8 + len(payload), 0) + payload, 17, source, target)


class Connection:
    """One TCP connection, its frames in order."""

    def __init__(self, port: int, number: int = 0) -> None:
        self._ends = ((bytes([10, 1, number >> 8, number & 255]), 40_000), (SERVER, port))
        self._next = [1000, 5000]

    def segment(self, way: int, flags: int, payload: bytes = b"", at: int | None = None) -> bytes:
        (source, source_port), (target, target_port) = self._ends if way == 0 else self._ends[::-1]
        seq = self._next[way] if at is None else at
        if at is None:
            self._next[way] += len(payload) + (flags & 3 != 0)
        header = struct.pack("!HHIIBBHHH", source_port, target_port, seq & 0xFFFFFFFF, self._next[1 - way], 0x50, flags,
                             65535, 0, 0)
        return ip(header + payload, 6, source, target)

    def opened(self) -> Iterator[bytes]:
        yield self.segment(0, SYN)
        yield self.segment(1, SYN_ACK)
        yield self.segment(0, ACK)

    def said(self, way: int, data: bytes, size: int = SEGMENT) -> Iterator[bytes]:
        for at in range(0, len(data), size):
            yield self.segment(way, PSH_ACK, data[at:at + size])

    @property
    def next(self) -> int:
        """The number of the client's next byte."""
        return self._next[0]


def ordinary() -> Iterator[bytes]:
    """Short HTTP sessions of ten packets: what everything else is compared with."""
    for number in range(SIZE // 1000):
        connection = Connection(80, number)
        yield from connection.opened()
        yield from connection.said(0, REQUEST)
        yield connection.segment(1, ACK)
        yield from connection.said(1, b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello")
        yield connection.segment(0, ACK)
        yield connection.segment(0, FIN_ACK)
        yield connection.segment(1, FIN_ACK)
        yield connection.segment(0, ACK)


def _stream(port: int, *said: tuple[int, bytes], size: int = SEGMENT) -> Iterator[bytes]:
    connection = Connection(port)
    yield from connection.opened()
    for way, data in said:
        yield from connection.said(way, data, size)


# ------------------------------------------------------------ segments and fragments
def segments_out_of_order() -> Iterator[bytes]:
    """One byte each, in any order; the first one never comes."""
    connection = Connection(80)
    yield from connection.opened()
    places = list(range(1, SIZE // 71))
    random.Random(1).shuffle(places)
    for place in places:
        yield connection.segment(0, PSH_ACK, b"x", connection.next + place)


def segments_backwards() -> Iterator[bytes]:
    connection = Connection(80)
    yield from connection.opened()
    for place in range(SIZE // 71, 0, -1):
        yield connection.segment(0, PSH_ACK, b"x", connection.next + 2 * place)


def segments_that_overlap() -> Iterator[bytes]:
    """Each covers hundreds of waiting ones."""
    connection = Connection(80)
    yield from connection.opened()
    for turn in range(SIZE // 1600):
        yield connection.segment(0, PSH_ACK, b"y" * 2, connection.next + 1 + 4 * (turn % 200))
        yield connection.segment(0, PSH_ACK, b"z" * SEGMENT, connection.next + 1 + turn % 300)


def fragments_that_overlap() -> Iterator[bytes]:
    for number in range(SIZE // 200):
        source = bytes([10, 2, number >> 8 & 255, number & 3])
        for at in (2, 1, 3, 1):
            yield ip(b"f" * 16, 17, source, fragment=0x2000 | at)


def fragments_of_many_pieces() -> Iterator[bytes]:
    places = list(range(1, 8000, 2))
    random.Random(2).shuffle(places)
    for turn in range(SIZE // (len(places) * 70) + 1):
        for place in places:
            yield ip(b"f" * 8, 17, bytes([10, 3, 0, turn]), fragment=0x2000 | place)


# ------------------------------------------------------------ HTTP
def http_head_byte_by_byte() -> Iterator[bytes]:
    yield from _stream(80, (0, b"GET / HTTP/1.1\r\n" + b"a:\n " * (SIZE // 280)), size=1)


def http_endless_line() -> Iterator[bytes]:
    yield from _stream(80, (0, b"GET / HTTP/1.1\r\nX: " + b"a" * SIZE + b"\r\n\r\n" + REQUEST))


def http_many_fields() -> Iterator[bytes]:
    yield from _stream(80, (0, (b"GET / HTTP/1.1\r\n" + b"a:b\r\n" * 12_000 + b"\r\n") * (SIZE // 60_000)))


def http_folded_fields() -> Iterator[bytes]:
    yield from _stream(80, (0, (b"GET / HTTP/1.1\r\nHost: a" + b"\r\n b" * 15_000 + b"\r\n\r\n") * (SIZE // 60_000)))


def http_chunks_of_one_byte() -> Iterator[bytes]:
    yield from _stream(80, (0, REQUEST), (1, b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                                          + b"1\r\nx\r\n" * (SIZE // 6)))


def http_zeros_before_a_chunk_size() -> Iterator[bytes]:
    yield from _stream(80, (0, REQUEST), (1, b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                                          + (b"0" * 8000 + b"1\r\nx\r\n") * (SIZE // 8000)), size=100)


def http_beginnings_behind_a_loss() -> Iterator[bytes]:
    """What could be a status line, hundreds of times in each line, and many blanks."""
    line = b"HTTP/1." * 1170 + b" " * 8100 + b"\n"
    head = b"HTTP/1.1 200 OK\r\nContent-Length: z\r\n\r\n"
    yield from _stream(80, (0, REQUEST), (1, head + line * (SIZE // len(line))), size=60_000)


def http_pipelined() -> Iterator[bytes]:
    count = SIZE // 75
    yield from _stream(80, (0, REQUEST * count), (1, b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n" * count))


# ------------------------------------------------------------ TLS
def _records(content: bytes, size: int = 16_000, kind: int = 22) -> bytes:
    return b"".join(bytes([kind, 3, 1]) + len(content[at:at + size]).to_bytes(2, "big") + content[at:at + size]
                    for at in range(0, len(content), size))


def _hello(padding: int) -> bytes:
    name = b"\0\0" + struct.pack("!HHBH", 14, 12, 0, 9) + b"a.example"
    extensions = name + struct.pack("!HH", 21, padding) + bytes(padding)
    body = b"\3\3" + bytes(32) + b"\0\0\2\x13\1\1\0" + len(extensions).to_bytes(2, "big") + extensions
    return b"\1" + len(body).to_bytes(3, "big") + body


def tls_records_of_one_byte() -> Iterator[bytes]:
    hello = _hello(SIZE // 80)
    connection = Connection(443)
    yield from connection.opened()
    yield connection.segment(0, PSH_ACK, _records(hello[:6]))
    yield from connection.said(0, _records(hello[6:], 1), 6)


def tls_byte_by_byte() -> Iterator[bytes]:
    yield from _stream(443, (0, _records(_hello(14_000))), size=1)


def tls_many_small_messages() -> Iterator[bytes]:
    yield from _stream(443, (0, _records(_hello(10))), (1, _records(b"\0\0\0\0" * (SIZE // 4))))


def tls_many_extensions() -> Iterator[bytes]:
    extensions = struct.pack("!HH", 1000, 0) * 15_000
    body = b"\3\3" + bytes(32) + b"\0\0\2\x13\1\1\0" + len(extensions).to_bytes(2, "big") + extensions
    hello = b"\1" + len(body).to_bytes(3, "big") + body
    for number in range(SIZE // 60_000):
        connection = Connection(443, number)
        yield from connection.opened()
        yield from connection.said(0, _records(hello))


def _der(tag: int, content: bytes) -> bytes:
    return bytes([tag, 0x83]) + len(content).to_bytes(3, "big") + content


def tls_certificates() -> Iterator[bytes]:
    """Names of thousands of attributes, and thousands of alternative names."""
    common = _der(0x31, _der(0x30, b"\6\3\x55\4\3" + _der(12, b"x")))
    names = _der(0x30, common * 1500)
    alternative = _der(0x30, b"\6\3\x55\x1d\x11" + _der(4, _der(0x30, b"\x82\1a" * 15_000)))
    body = (b"\xa0\3\2\1\2" + b"\2\1\1" + b"\x30\0" + names + _der(0x30, b"\x17\x0d200101000000Z\x17\x0d300101000000Z")
            + names + b"\x30\0" + _der(0xA3, _der(0x30, alternative)))
    leaf = _der(0x30, _der(0x30, body))
    chain = len(leaf).to_bytes(3, "big") + leaf
    message = b"\x0b" + (3 + len(chain)).to_bytes(3, "big") + len(chain).to_bytes(3, "big") + chain
    hello = b"\2\0\0\x26\3\3" + bytes(32) + b"\0\xc0\x2f\0"
    for number in range(SIZE // len(leaf) + 1):
        connection = Connection(443, number)
        yield from connection.opened()
        yield from connection.said(0, _records(_hello(10)))
        yield from connection.said(1, _records(hello + message))


# ------------------------------------------------------------ DNS
QUESTION = b"\3www\7example\3com\0\0\1\0\1"


def dns_many_records() -> Iterator[bytes]:
    record = b"\xc0\x0c\0\1\0\1\0\0\0\1\0\4\1\2\3\4"
    message = struct.pack("!6H", 1, 0x8180, 1, 65_000, 0, 65_000) + QUESTION + record * 4000
    yield from _stream(53, (1, (len(message).to_bytes(2, "big") + message) * (SIZE // len(message))))


def dns_chains_of_pointers() -> Iterator[bytes]:
    """Each record's name goes through 120 places."""
    message = bytearray(struct.pack("!6H", 1, 0x8180, 1, 65_000, 0, 0) + b"\1a\0\0\1\0\1")
    data, previous, begin = bytearray(), 12, len(message) + 11
    for _ in range(120):
        data += b"\1a" + struct.pack("!H", 0xC000 | previous)
        previous = begin + len(data) - 4
    message += b"\0" + struct.pack("!HHIH", 10, 1, 1, len(data)) + data
    name = struct.pack("!H", 0xC000 | previous)
    message += (name + struct.pack("!HHIH", 5, 1, 1, 2) + name) * 4000
    yield from _stream(53, (1, (len(message).to_bytes(2, "big") + message) * (SIZE // len(message))))


def dns_empty_questions() -> Iterator[bytes]:
    message = struct.pack("!6H", 1, 0x0100, 65_000, 0, 0, 0) + b"\0\0\1\0\1" * 280
    for number in range(SIZE // len(message)):
        yield udp(message, (33_333, 53), bytes([10, 4, number >> 8, number & 255]))


def dns_options() -> Iterator[bytes]:
    data = b"\0\x0a\0\0" * 330
    message = (struct.pack("!6H", 1, 0x8180, 1, 0, 0, 1) + QUESTION + b"\0\0\x29\4\xd0\1\0\0\0"
               + len(data).to_bytes(2, "big") + data)
    for _ in range(SIZE // len(message)):
        yield udp(message, (53, 33_333), SERVER, CLIENT)


# ------------------------------------------------------------ the rest
def dhcp_pieces() -> Iterator[bytes]:
    """Options of one byte each, of every code, all of them continued."""
    fixed = struct.pack("!BBBBIHH", 2, 1, 6, 0, 7, 0, 0) + bytes(226 - 2) + b"\x63\x82\x53\x63"
    options = b"".join(bytes([code, 1, 65]) for code in range(1, 255)) * 80
    for number in range(SIZE // 60_000):
        yield udp(fixed + options, (67, 68), SERVER, bytes([10, 5, 0, number]))


def ntp_extensions() -> Iterator[bytes]:
    packet = b"\x24\2\6\xec" + bytes(12) + b"\xe8\0\0\0\0\0\0\0" * 4 + struct.pack("!HH", 0x104, 4) * 330 + bytes(20)
    for number in range(SIZE // len(packet)):
        yield udp(packet, (123, 123), SERVER, bytes([10, 6, number >> 8, number & 255]))


def tags_to_the_limit() -> Iterator[bytes]:
    for number in range(SIZE // 200):
        yield ETHER + b"\x81\0\0\1" * 40 + b"\x08\0" + bytes([number & 255])


def unknown_streams() -> Iterator[bytes]:
    """Nobody knows what is said, a byte at a time: recognition must end."""
    yield from _stream(443, (0, b"\x16\3\1\x3f\xff" + b"\1" * (SIZE // 71)), size=1)


WORST: tuple[Callable[[], Iterator[bytes]], ...] = (
    segments_out_of_order, segments_backwards, segments_that_overlap, fragments_that_overlap, fragments_of_many_pieces,
    http_head_byte_by_byte, http_endless_line, http_many_fields, http_folded_fields, http_chunks_of_one_byte,
    http_zeros_before_a_chunk_size, http_beginnings_behind_a_loss, http_pipelined, tls_records_of_one_byte,
    tls_byte_by_byte, tls_many_small_messages, tls_many_extensions, tls_certificates, dns_many_records,
    dns_chains_of_pointers, dns_empty_questions, dns_options, dhcp_pieces, ntp_extensions, tags_to_the_limit,
    unknown_streams)
