"""Layers of real captures against what tshark read in them, packet by packet, from the link to the transport header."""
import csv
import gzip
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from scapy.utils import RawPcapReader

from tests.unit.protocols.layer import load

LAYERS = {key: load(f"{folder}.{key}") for folder, keys in {
    "link": ("eth", "vlan", "null", "raw", "sll", "sll2"), "network": ("ip", "ipv6"), "transport": ("tcp", "udp"),
}.items() for key in keys}
LINKS = {0: "null", 1: "eth", 12: "raw", 101: "raw", 113: "sll", 276: "sll2"}
CHILDREN = {("ethertype", 0x0800): "ip", ("ethertype", 0x86DD): "ipv6", ("ethertype", 0x8100): "vlan",
            ("ethertype", 0x88A8): "vlan", ("ip.protocol", 6): "tcp", ("ip.protocol", 17): "udp"}
CAPTURES = ["dlt_raw_ip.pcap", "dlt_sll2.pcap", "dlt_sll_rip_mdns_http.pcap", "fmt_ns_be.pcap",
            "ipv6_ext_hbh_routing.pcap", "mix_many_protocols_cdp_vlan_http_dns_tls.pcap",
            "tcp_retransmit_out_of_order.pcap", "tcp_zero_window.pcap", "vlan_qinq_http.pcap", "dns_mdns.pcap",
            "dhcp_inform_hostname.pcap"]
ROWS_MAX = 1500     # of a capture


def packets(path: Path) -> Iterator[tuple[int, bytes]]:
    """Link type and bytes of each packet, read by scapy."""
    with RawPcapReader(str(path)) as reader:
        for data, about in reader:
            yield getattr(about, "linktype", None) or reader.linktype, data


def tags(listed: str) -> int:
    """VLAN numbers as facts.vlan has them: 0 is a priority and no VLAN."""
    numbers = [int(number) for number in listed.split(",") if number.strip("0")]
    return len(numbers) | sum(number << (4 + 12 * place) for place, number in enumerate(numbers))


def walk(link_type: int, data: bytes) -> dict[str, Any]:
    """The facts at the end of the chain of layers that are known here."""
    key: str | None = LINKS[link_type]
    stated: dict[str, Any] = {}
    seen: dict[str, Any] = {"path": []}
    while key:
        seen["path"].append(key)
        layer = LAYERS[key]
        facts = stated.get("facts", {})
        stated = layer.classify(data, **{name: facts[name] for name in (
            "vlan", "network_length", "source", "target", "protocol") if name in facts})
        if stated["verdict"] == "MALFORMED":
            break
        seen |= stated["facts"]
        data = data[:stated["extent"] or None][stated["header"]:]
        space = layer.protocol.children[stated["space"]] if layer.protocol.children else ""
        key = CHILDREN.get((space, stated["key"])) if stated["verdict"] == "NEXT" else None
    return seen


@pytest.mark.parametrize("name", CAPTURES)
def test_the_same_as_tshark(captures: Path, name: str) -> None:
    compared = 0
    with gzip.open(captures / "truth" / f"{name}.packets.tsv.gz", "rt", newline="") as file:
        for (link_type, data), row in zip(packets(captures / name), csv.DictReader(file, delimiter="\t"), strict=False):
            chain = row["protocols"].split(":")
            if compared == ROWS_MAX or sum(chain.count(layer) for layer in ("ip", "ipv6")) != 1 or "icmp" in chain:
                continue
            seen = walk(link_type, data)
            assert seen["vlan"] == tags(row["vlan"])
            if seen["path"][-1] in ("tcp", "udp"):
                assert seen["ports"] == (int(row["sport"]), int(row["dport"]))
            if seen["path"][-1] == "tcp":
                assert seen["tcp_flags"] == int(row["tcp_flags"], 16) & 0xFF
                assert seen["payload_length"] == int(row["tcp_len"])
            compared += 1
    assert compared
