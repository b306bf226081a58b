"""Captures for benchmarks, made with NumPy: TCP conversations with handshakes, requests, answers and ends, and DNS.

Sequence and acknowledgement numbers, lengths and IP checksums are right; TCP and UDP checksums are zero, as after
offloading. What is not DNS or HTTP carries random bytes. The same recipe gives the same file, byte for byte; files are
kept in a cache folder outside the repository.
"""
import os
import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

MAKER = 1                       # counted up when the files change
CHUNK = 100_000                 # packets made at a time
START_S, SPAN_S = 1_700_000_000, 60
SYN, FIN, RST, PUSH, ACK = 0x02, 0x01, 0x04, 0x08, 0x10
RECORD, ETHERNET, IP, TCP, UDP = 16, 14, 20, 32, 8
QUESTION = b"\0\0\1\0\0\1\0\0\0\0\0\0\x0dhost-00000000\3lan\0\0\1\0\1"      # a DNS header, one name, A, IN
ANSWERS = 3                     # segments of the responder to one of the initiator
REQUEST = b"GET /item HTTP/1.1\r\nHost: shop-00000000.example\r\nUser-Agent: bench/1\r\nAccept: */*\r\nCookie: "
END = b"\r\n\r\n"
RESPONSE = b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: %08d\r\n\r\n"
RESPONSE_BYTES = len(RESPONSE % 0)

Numbers = NDArray[np.int64]
Bytes = NDArray[np.uint8]
Some = NDArray[np.bool_] | slice
Put = Callable[..., None]       # see Conversations._records


def cache_folder() -> Path:
    """Where made captures are kept: NETLOUPE_BENCH_CACHE, or a folder in the user's cache."""
    cache = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    folder = Path(os.environ.get("NETLOUPE_BENCH_CACHE") or Path(cache) / "netloupe" / "bench")
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@dataclass(frozen=True)
class Recipe:
    """What a capture is made of. `frame_bytes` is the mean over all frames."""

    name: str
    packets: int
    flows: int
    frame_bytes: int
    dns_share: float = 0.0          # of the flows: a question and its answer
    refused_share: float = 0.0      # of the flows: a SYN answered by an RST
    http_share: float = 0.0         # of the TCP conversations

    def file(self) -> Path:
        """The capture, made now if it is not in the cache."""
        path = cache_folder() / f"{self.name}-{MAKER}.pcap"
        if not path.exists():
            half_made = path.with_suffix(".part")
            with half_made.open("wb") as out:
                out.write(np.array([0xA1B2C3D4, 0x00040002, 0, 0, 262_144, 1], "<u4").tobytes())
                for chunk in Conversations(self).chunks():
                    chunk.tofile(out)
            half_made.rename(path)
        return path


    def pcapng(self) -> Path:
        """The same capture in the other format, an enhanced packet block a packet."""
        path = cache_folder() / f"{self.name}-{MAKER}.pcapng"
        if not path.exists():
            half_made = path.with_suffix(".part")
            with half_made.open("wb") as out:
                out.write(struct.pack("<IIIHHqI", 0x0A0D0D0A, 28, 0x1A2B3C4D, 1, 0, -1, 28))
                out.write(struct.pack("<IIHHII", 1, 20, 1, 0, 262_144, 20))
                for chunk in Conversations(self).chunks():
                    out.writelines(_blocks(chunk.tobytes()))
            half_made.rename(path)
        return path


MANY_PACKETS = Recipe("2M-packets-50k-flows", 2_000_000, 50_000, 300, dns_share=0.2, http_share=0.25)
BULK = Recipe("700k-packets-10-flows", 700_000, 10, 1480)
BULK_START = Recipe("70k-packets-10-flows", 70_000, 10, 1480)
MANY_FLOWS = Recipe("2M-packets-780k-flows", 2_000_000, 780_000, 100, dns_share=0.45, refused_share=0.35)


class Conversations:
    """All packets of a recipe as columns, flow by flow; `order` sorts them by time."""

    def __init__(self, recipe: Recipe) -> None:
        self.recipe = recipe
        chance = np.random.default_rng(recipe.flows)
        flows = np.arange(recipe.flows)
        self.is_dns = flows < int(recipe.flows * recipe.dns_share)
        self.is_refused = ~self.is_dns & (flows < int(recipe.flows * (recipe.dns_share + recipe.refused_share)))
        chance.shuffle(together := np.stack([self.is_dns, self.is_refused], axis=1))
        self.is_dns, self.is_refused = together.T
        self.is_http = ~self.is_dns & ~self.is_refused & (chance.random(recipe.flows) < recipe.http_share)
        self.count = self._packets_of_flows(chance)
        self.first = np.cumsum(self.count) - self.count
        self.flow = np.repeat(flows, self.count)
        self.index = np.arange(recipe.packets) - self.first[self.flow]
        self.way = self._ways()
        self.flags = self._flags()
        self.payload = self._payload_sizes()
        self.initial = chance.integers(1, 2**31, (2, recipe.flows))
        self.order = self._times(chance)
        self.random = chance.integers(0, 256, 1 << 20, dtype=np.uint8)

    def _packets_of_flows(self, chance: np.random.Generator) -> Numbers:
        short = self.is_dns | self.is_refused
        count = np.full(self.recipe.flows, 2)
        left = self.recipe.packets - 2 * int(short.sum())
        long = np.flatnonzero(~short)
        count[long] = left // len(long)
        count[chance.permutation(long)[:left % len(long)]] += 1
        return count

    def _ways(self) -> Numbers:
        """0: by the initiator. Handshake and end alternate, then one request to three answers."""
        n, last = self.index, self.count[self.flow] - 1 - self.index
        way = np.where((n - 3) % 4 == 0, 0, 1)
        way[n < 3] = n[n < 3] % 2
        way[(last < 3) & self._ends] = last[(last < 3) & self._ends] % 2
        return np.where(self._short, n, way)

    @cached_property
    def _short(self) -> NDArray[np.bool_]:
        return (self.is_dns | self.is_refused)[self.flow]

    @cached_property
    def _ends(self) -> NDArray[np.bool_]:
        """Packets of conversations long enough to be closed."""
        return (self.count >= 8)[self.flow] & ~self._short

    def _flags(self) -> Numbers:
        n, last = self.index, self.count[self.flow] - 1 - self.index
        flags = np.full(len(n), ACK | PUSH)
        flags[n == 0] = SYN
        flags[n == 1] = SYN | ACK
        flags[n == 2] = ACK
        flags[self._ends & (last == 0)] = ACK
        flags[self._ends & ((last == 1) | (last == 2))] = FIN | ACK
        flags[self.is_refused[self.flow] & (n == 1)] = RST | ACK
        return flags

    def _payload_sizes(self) -> Numbers:
        """Sizes that make the mean frame what the recipe wants."""
        is_data = (self.flags & PUSH != 0) & ~self._short
        is_dns = self.is_dns[self.flow]
        empty = ETHERNET + IP + np.where(is_dns, UDP + len(QUESTION), TCP)
        wanted = (self.recipe.frame_bytes * self.recipe.packets - int(empty.sum())) // int(is_data.sum())
        self.data_bytes = min(max(wanted, 1), 1500 - IP - TCP)
        return np.where(is_dns, len(QUESTION), np.where(is_data, self.data_bytes, 0))

    def _times(self, chance: np.random.Generator) -> Numbers:
        """Microseconds of every packet since the start; the order they make."""
        start = np.sort(chance.integers(0, SPAN_S * 700_000, self.recipe.flows))
        pace = chance.integers(200, max(201, SPAN_S * 300_000 // int(self.count.max())), self.recipe.flows)
        self.time_us = start[self.flow] + self.index * pace[self.flow]
        return np.argsort(self.time_us, kind="stable")

    @cached_property
    def sent(self) -> Numbers:
        """Sequence numbers used up before each packet, by way: payload, SYN and FIN."""
        used = self.payload + (self.flags & (SYN | FIN) != 0)
        before = []
        for way in (0, 1):
            total = np.cumsum(np.where(self.way == way, used, 0))
            total -= np.where(self.way == way, used, 0)
            before.append(total - total[self.first][self.flow])
        return np.stack(before)

    def chunks(self) -> Iterator[Bytes]:
        """The file's records in order of time."""
        for at in range(0, self.recipe.packets, CHUNK):
            yield self._records(self.order[at:at + CHUNK])

    def _records(self, rows: Numbers) -> Bytes:
        flow, way = self.flow[rows], self.way[rows]
        is_dns = self.is_dns[flow]
        transport = np.where(is_dns, UDP, TCP)
        frame = ETHERNET + IP + transport + self.payload[rows]
        start = np.cumsum(RECORD + frame) - (RECORD + frame)
        out = np.resize(self.random, int((RECORD + frame).sum()))

        def put(at: Numbers | int, width: int, values: Numbers | int, some: Some = slice(None)) -> None:
            """Big-endian numbers at an offset from each packet's frame."""
            place = (start + RECORD + at)[some]
            wanted = np.broadcast_to(values, rows.shape)[some]
            for byte in range(width):
                out[place + byte] = (wanted >> 8 * (width - 1 - byte)) & 0xFF

        time_us = self.time_us[rows]
        for at, values in ((0, START_S + time_us // 1_000_000), (4, time_us % 1_000_000), (8, frame), (12, frame)):
            put(at - RECORD, 4, np.asarray(values).astype(np.uint32).byteswap().astype(np.int64))
        put(0, 6, 0x02005E000001 + way)
        put(6, 6, 0x02005E000002 - way)
        put(12, 2, 0x0800)
        self._put_ip(put, flow, way, IP + transport + self.payload[rows], np.where(is_dns, 17, 6))
        self._put_transport(put, rows, ~is_dns)
        self._put_payloads(out, start + RECORD + ETHERNET + IP, rows)
        return out

    def _put_ip(self, put: Put, flow: Numbers, way: Numbers, total: Numbers, protocol: Numbers) -> None:
        client, server = (10 << 24) + 1 + flow // 16, (172 << 24) + (16 << 16) + 1 + flow * 31 % 5000
        source, target = np.where(way == 0, client, server), np.where(way == 0, server, client)
        ttl_protocol = (64 << 8) + protocol
        words = 0x4500 + total + 0x4000 + ttl_protocol + (source >> 16) + (source & 0xFFFF) + (target >> 16) + (
            target & 0xFFFF)
        words = (words & 0xFFFF) + (words >> 16)
        for at, width, values in ((0, 2, 0x4500), (2, 2, total), (4, 2, 0), (6, 2, 0x4000), (8, 2, ttl_protocol),
                                  (10, 2, ~((words & 0xFFFF) + (words >> 16)) & 0xFFFF), (12, 4, source),
                                  (16, 4, target)):
            put(ETHERNET + at, width, values)

    def _put_transport(self, put: Put, rows: Numbers, is_tcp: NDArray[np.bool_]) -> None:
        flow, way, flags = self.flow[rows], self.way[rows], self.flags[rows]
        port = 20_000 + flow % 16 * 2500 + flow // 16 % 2500
        service = np.where(self.is_dns[flow], 53, np.where(self.is_http[flow], 80, np.where(flow % 3 == 0, 443, 5000)))
        at = ETHERNET + IP
        put(at, 2, np.where(way == 0, port, service))
        put(at + 2, 2, np.where(way == 0, service, port))
        put(at + 4, 4, (UDP + self.payload[rows]) << 16, ~is_tcp)
        own, other = self.sent[:, rows][way, np.arange(len(rows))], self.sent[:, rows][1 - way, np.arange(len(rows))]
        put(at + 4, 4, self.initial[way, flow] + own, is_tcp)
        put(at + 8, 4, np.where(flags & ACK, self.initial[1 - way, flow] + other, 0), is_tcp)
        put(at + 12, 4, ((TCP // 4) << 28) + (flags << 16) + 64_240, is_tcp)
        put(at + 16, 4, 0, is_tcp)
        put(at + 20, 4, 0x0101080A, is_tcp)             # two NOPs, time stamps
        put(at + 24, 4, self.time_us[rows] // 1000 + way * 7_000_000, is_tcp)
        put(at + 28, 4, np.where(flags & ACK, self.time_us[rows] // 1000 + (1 - way) * 7_000_000, 0), is_tcp)

    def _put_payloads(self, out: Bytes, at: Numbers, rows: Numbers) -> None:
        flow, index = self.flow[rows], self.index[rows]
        dns = self.is_dns[flow]
        _put_text(out, at[dns] + UDP, QUESTION, flow[dns])
        flags = at[dns] + UDP + 2
        out[flags], out[flags + 1] = np.where(index[dns] == 0, 0x01, 0x81), np.where(index[dns] == 0, 0x00, 0x83)
        size = self.data_bytes
        if size < len(REQUEST) + len(END):
            return
        http = self.is_http[flow] & (self.payload[rows] > 0)
        request = REQUEST + b"a" * (size - len(REQUEST) - len(END)) + END
        _put_text(out, (at + TCP)[http & (index % 4 == 3)], request, flow[http & (index % 4 == 3)])
        _put_text(out, (at + TCP)[http & (index % 4 == 0)], RESPONSE % (ANSWERS * size - RESPONSE_BYTES))


def _blocks(records: bytes) -> Iterator[bytes]:
    """Records of pcap as enhanced packet blocks of pcapng."""
    at = 0
    while at < len(records):
        seconds, microseconds, captured, length = struct.unpack_from("<4I", records, at)
        time_us, padding = seconds * 1_000_000 + microseconds, -captured % 4
        size = 32 + captured + padding
        yield struct.pack("<7I", 6, size, 0, time_us >> 32, time_us & 0xFFFFFFFF, captured, length)
        yield records[at + RECORD:at + RECORD + captured] + bytes(padding)
        yield struct.pack("<I", size)
        at += RECORD + captured


def _put_text(out: Bytes, at: Numbers, text: bytes, numbers: Numbers | None = None) -> None:
    """The same text at many places, its run of eight zeros replaced by the place's number."""
    out[at[:, None] + np.arange(len(text))] = np.frombuffer(text, np.uint8)
    if numbers is not None:
        digits = at + text.index(b"0" * 8)
        for place in range(8):
            out[digits + place] = 48 + numbers // 10 ** (7 - place) % 10
