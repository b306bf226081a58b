"""What tshark said about the application data of real captures, beside the datagrams themselves."""
import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import dpkt


class Datagram(NamedTuple):
    """A UDP payload with the truth's row about it."""

    capture: str
    stream: str
    ports: tuple[int, int]
    payload: bytes
    row: dict[str, Any]


def _packets(path: Path) -> Iterator[tuple[int, bytes]]:
    """Link type and bytes of each packet."""
    with (gzip.open(path) if path.suffix == ".gz" else path.open("rb")) as file:
        magic = file.read(4)
        file.seek(0)
        reader = (dpkt.pcapng if magic == b"\n\r\r\n" else dpkt.pcap).Reader(file)
        for _, data in reader:
            yield reader.datalink(), data


def _udp(link_type: int, data: bytes) -> dpkt.udp.UDP | None:
    """The UDP datagram of a packet without tunnels and fragments."""
    try:
        if link_type == dpkt.pcap.DLT_EN10MB:
            layer = dpkt.ethernet.Ethernet(data).data
        elif link_type == dpkt.pcap.DLT_LINUX_SLL:
            layer = dpkt.sll.SLL(data).data
        else:
            layer = (dpkt.ip6.IP6 if data[0] >> 4 == 6 else dpkt.ip.IP)(data)
    except (dpkt.UnpackError, IndexError):
        return None
    if isinstance(layer, dpkt.ip.IP) and (layer.offset or layer.mf):
        return None
    found = getattr(layer, "data", None)
    return found if isinstance(found, dpkt.udp.UDP) else None


def datagrams(folder: Path, capture: str, group: str) -> list[Datagram]:
    """The rows of one group of one capture's truth that are about plain UDP datagrams."""
    truth = json.loads((folder / "truth" / f"{capture}.json").read_text())
    rows = {row["frame"]: row for row in truth["l7"].get(group, ())}
    found = []
    for frame, (link_type, data) in enumerate(_packets(folder / capture), 1):
        row = rows.get(frame)
        udp = _udp(link_type, data) if row and str(row["stream"]).startswith("udp") else None
        if row and udp is not None and bytes(udp.data):
            found.append(Datagram(capture, row["stream"], (udp.sport, udp.dport), bytes(udp.data), row))
    return found
