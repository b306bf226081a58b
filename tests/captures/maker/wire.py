"""The wire: carries frames between two interfaces, late, and not all of them. Runs in the namespace between the two.

Every frame takes DELAY_S; what goes to or comes from LOSSY_ADDRESS is lost or overtaken now and then, and nothing
reaches SILENT_PORT. The choices come from a seeded generator.
"""
import heapq
import itertools
import random
import select
import socket
import struct
import sys
import time

DELAY_S = 0.007
OVERTAKEN_S = 0.006             # how much later an overtaken frame comes
LOSS, OVERTAKING = 0.03, 0.02
LOSSY_ADDRESS = socket.inet_aton("192.168.20.12")
SILENT_PORT = 9999

SOL_PACKET, PACKET_IGNORE_OUTGOING = 263, 23


def attach(name: str) -> socket.socket:
    """A raw socket that sees what arrives at an interface."""
    end = socket.socket(socket.AF_PACKET, socket.SOCK_RAW, socket.htons(3))
    end.setsockopt(SOL_PACKET, PACKET_IGNORE_OUTGOING, 1)
    end.bind((name, 0))
    return end


def fate(frame: bytes, chance: random.Random) -> float | None:
    """Seconds until a frame arrives, or None when it does not."""
    if frame[12:14] != b"\x08\x00":
        return DELAY_S
    if frame[23] == 6 and struct.unpack("!H", frame[36:38])[0] == SILENT_PORT:
        return None
    if frame[23] == 6 and LOSSY_ADDRESS in (frame[26:30], frame[30:34]) and len(frame) > 600:
        if chance.random() < LOSS:
            return None
        if chance.random() < OVERTAKING:
            return DELAY_S + OVERTAKEN_S
    return DELAY_S


def main() -> None:
    """Carries frames until killed."""
    ends = [attach(name) for name in sys.argv[1:3]]
    other = {ends[0]: ends[1], ends[1]: ends[0]}
    chance, order = random.Random(20), itertools.count()
    under_way: list[tuple[float, int, socket.socket, bytes]] = []
    while True:
        now = time.monotonic()
        while under_way and under_way[0][0] <= now:
            _, _, end, frame = heapq.heappop(under_way)
            end.send(frame)
        wait = under_way[0][0] - now if under_way else None
        for end in select.select(ends, [], [], wait)[0]:
            frame = end.recv(65536)
            seconds = fate(frame, chance)
            if seconds is not None:
                heapq.heappush(under_way, (time.monotonic() + seconds, next(order), other[end], frame))


if __name__ == "__main__":
    main()
