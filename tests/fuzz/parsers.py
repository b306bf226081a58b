"""Every protocol by itself, its bytes before a page that cannot be read (protocols/inspect).

An application is played a conversation: the input is cut into pieces, some of them lost or cut by the capture. A layer
is asked about the input as it is, and about its beginning.
"""
from collections.abc import Callable, Hashable

from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.application.websocket import WEBSOCKET
from netloupe_engine.protocols.define import Protocol
from netloupe_engine.protocols.registry import REGISTRY
from netloupe_engine.protocols.twin import Twin
from tests.fuzz.driver import Harness, digest
from tests.fuzz.seeds import packets
from tests.unit.protocols.layer import load

HEADER = 3                      # bytes of an input that say how it is cut, before the conversation itself
ETHERNET = 1
TCP, UDP = 6, 17


def pieces(data: bytes) -> tuple[bool, list[tuple[int, bytes | int]]]:
    """How an input is cut: a conversation in pieces, of which some are lost, and whether it is cut at all."""
    step, way, hole = (data[:HEADER] + bytes(HEADER))[:HEADER]
    body = data[HEADER:]
    step = len(body) + 1 if step < 64 else 1 + step * step // 16
    step = max(step, len(body) // 200)
    cut: list[tuple[int, bytes | int]] = []
    for number, at in enumerate(range(0, len(body), step)):
        piece = body[at:at + step]
        lost = hole >= 128 and number % 5 == hole % 5
        cut.append((way >> number % 8 & 1, len(piece) if lost else piece))
    return hole % 2 == 1, cut


def _conversation(twin: Twin, protocol: Protocol, datagram: bool) -> Callable[[bytes], Hashable]:
    def run(data: bytes) -> Hashable:
        is_cut, cut = pieces(data)
        if datagram:
            cut = [(way, piece) for way, piece in cut if isinstance(piece, bytes)]
        first = data[HEADER:HEADER + 4096]
        guesses = [inspect.probe(twin, first, datagram=datagram, cut=cut_off) for cut_off in (False, True)]
        fed = inspect.feed(twin, protocol, *cut, datagram=datagram, cut=is_cut and datagram, now_ns=1 << 60)
        for item in fed.attributes:                         # a TLS record may go on in later packets
            assert 0 <= item.at <= len(data), item
            assert item.at + item.size <= len(data) or not datagram, item
        named = sorted({(item.name, item.note) for item in fed.attributes})
        return digest(guesses, named, fed.findings, [answer for answer in fed.answers if isinstance(answer, str)])
    return run


def _payloads(transport: int, ports: tuple[int, ...]) -> list[bytes]:
    """What IPv4 packets on Ethernet carry to or from these ports."""
    found = []
    for link_type, packet in packets():
        if link_type != ETHERNET or packet[12:14] != b"\x08\0" or len(packet) < 54 or packet[23] != transport:
            continue
        at = 14 + 4 * (packet[14] & 15)
        source, target = (int.from_bytes(packet[at + side:at + side + 2], "big") for side in (0, 2))
        at += 8 if transport == UDP or len(packet) < at + 20 else 4 * (packet[at + 12] >> 4)
        if {source, target} & set(ports) and packet[at:]:
            found.append(packet[at:])
    return found


def _ports(protocol: Protocol, transport: int) -> tuple[int, ...]:
    keys = protocol.rides_on.get("udp.port" if transport == UDP else "tcp.port", ())
    return tuple(key for key in (keys if isinstance(keys, tuple) else (keys,)) if isinstance(key, int))


def _seeds(protocol: Protocol, transport: int) -> Callable[[], list[bytes]]:
    def seeds() -> list[bytes]:
        found = _payloads(transport, _ports(protocol, transport))[:200] or [bytes(64)]
        return [b"\0\0\0" + payload for payload in found] + [b"\x50\xaa\0" + b"".join(found[:8])]
    return seeds


def _applications() -> list[Harness]:
    made = []
    for protocol in REGISTRY.freeze().protocols:
        if protocol.layer != 7:
            continue
        twin = REGISTRY.twin(protocol.key)
        for datagram in (False, True) if twin is not None else ():
            if not _speaks(twin, protocol, datagram):
                continue
            transport = UDP if datagram else TCP
            made.append(Harness(f"{protocol.key}-{'udp' if datagram else 'tcp'}",
                                _conversation(twin, protocol, datagram), _seeds(protocol, transport)))
    return made


def _speaks(twin: Twin, protocol: Protocol, datagram: bool) -> bool:
    """Does the protocol have such a side?"""
    if protocol.layout:
        return protocol.framing is None or protocol.datagrams if datagram else protocol.framing is not None
    try:
        inspect.probe(twin, b"", datagram=datagram)
    except ValueError:
        return False
    return True


LAYERS = ("link.eth", "link.vlan", "link.llc", "link.sll", "link.sll2", "link.null", "link.raw", "link.arp",
          "network.ip", "network.ipv6", "network.ipv6_extension", "network.icmp", "network.icmpv6", "network.igmp",
          "transport.tcp", "transport.udp")


def _layer(data: bytes) -> Hashable:
    """The layer that the first byte names."""
    if not data:
        return None
    path = LAYERS[data[0] % len(LAYERS)]
    layer = load(path)
    given = {"protocol": 60} if path == "network.ipv6_extension" else {}
    stated = layer.classify(data[1:], **given)
    named = []
    for item in layer.attributes(data[1:], **given):
        assert 0 <= item.at <= item.at + item.size <= len(data) - 1, item
        named.append((item.name, item.note))
    return digest(path, stated["verdict"], stated["note"], sorted(set(named)))


def _layers() -> list[bytes]:
    found = []
    for _, packet in packets()[:2000:7]:
        for number in range(len(LAYERS)):
            at = 0 if number < 8 else 34 if LAYERS[number].startswith("transport") else 14
            found.append(bytes([number]) + packet[at:])
    return found[:2000]


def _websocket(data: bytes) -> Hashable:
    """It is never recognised, and most of its places are in bytes that it makes: frames are read as they come."""
    fed = inspect.feed(REGISTRY.twin("websocket"), WEBSOCKET, *pieces(data)[1])
    return digest(sorted({(item.name, item.note) for item in fed.attributes}), fed.findings,
                  [answer for answer in fed.answers if isinstance(answer, str)])


def _frames() -> list[bytes]:
    """Compressed and not, masked and not, in parts (RFC 6455 section 5.7, RFC 7692 section 7.2.3)."""
    frames = [bytes.fromhex(text) for text in (
        "c107f248cdc9c90700", "c105f200110000", "4103f248cd8004c9c90700", "c10b000500faff48656c6c6f00",
        "c108f348cdc9c9070000", "810548656c6c6f", "818537fa213d7f9f4d5158", "890548656c6c6f", "880203e8",
        "c18737fa213dc5b2ecf4fefd21")]
    return [bytes(HEADER) + frame for frame in frames] + [b"\x50\0\0" + b"".join(frames), b"\0\0\0" + b"".join(frames)]


HARNESSES = (*_applications(), Harness("layers", _layer, _layers), Harness("websocket-tcp", _websocket, _frames))
