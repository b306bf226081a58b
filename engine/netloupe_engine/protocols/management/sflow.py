"""sFlow 5: samples of packets and counters of interfaces, from switches (sFlow.org, sFlow Version 5; RFC 3176)."""
from typing import Any

from ..define import (Field, Protocol, bits, bound, certain, client, ipv4, ipv6, left, names, nested, node, octets, of,
                      repeat, sized, switch, u8, u16, u32, u64, when, xdr_string)

SAMPLE = names(1, "flow sample", 2, "counters sample", 3, "expanded flow sample", 4, "expanded counters sample",
               5, "discarded packet")
FLOW = names(1, "raw packet header", 2, "Ethernet frame", 3, "IPv4", 4, "IPv6", 1001, "extended switch",
             1002, "extended router", 1003, "extended gateway", 1004, "extended user", 1005, "extended URL",
             1006, "extended MPLS", 1007, "extended NAT", 1012, "extended VLAN tunnel", 2100, "extended socket IPv4",
             2101, "extended socket IPv6", 2206, "HTTP request")
COUNTERS = names(1, "generic interface", 2, "Ethernet interface", 3, "Token Ring interface", 4, "100BaseVG interface",
                 5, "VLAN", 6, "802.11", 7, "LAG port statistics", 1001, "processor", 1004, "OpenFlow port",
                 1005, "port name", 2000, "host description", 2001, "host adapters", 2003, "host CPU",
                 2004, "host memory", 2005, "host disk I/O", 2006, "host network I/O", 2100, "virtual node",
                 2101, "virtual CPU", 2102, "virtual memory", 2103, "virtual disk I/O", 2104, "virtual network I/O",
                 2201, "HTTP counters")
HEADER = names(1, "Ethernet", 2, "802.4", 3, "Token Ring", 4, "FDDI", 5, "frame relay", 6, "X.25", 7, "PPP",
               10, "802.11 MAC", 11, "IPv4", 12, "IPv6", 13, "MPLS")


def kind(prefix: str, known: Any) -> Any:
    """Who defined it, and what it is."""
    return bits(u32, Field(f"{prefix}_enterprise", u32, mask=0xFFFFF000, says="who defined it; 0: sFlow.org"),
                Field(f"{prefix}_format", u16, mask=0x0FFF, names=known, says="what it is"))


def counter(name: str, says: str, type: Any = u32, **more: Any) -> Field:
    """One counter of an interface."""
    return Field(name, type, says=says, **more)


FLOW_RECORDS = repeat(node(
    Field("flow_record", nested, says="what is told of a sampled packet"), kind("record", FLOW),
    bound(Field("record_length", u32, unit="bytes", says="of what is told"), when(
        of("record_enterprise") == 0, switch("record_format", {
            1: (Field("header_protocol", u32, names=HEADER, says="how the packet begins"),
                Field("frame_length", u32, unit="bytes", says="of the packet on the wire"),
                Field("stripped", u32, unit="bytes", says="taken away at its ends"),
                Field("header_length", u32, unit="bytes", says="of the packet that is here"),
                Field("sampled_header", sized("header_length", octets), says="the packet's beginning")),
            1001: (Field("source_vlan", u32, says="it came from"), Field("source_priority", u32, says="it came with"),
                   Field("destination_vlan", u32, says="it went to"),
                   Field("destination_priority", u32, says="it went with")),
        }, default=when(left > 0, Field("record_data", octets, says="of another record"))),
        otherwise=when(left > 0, Field("record_data", octets, says="of another record"))))),
    count="record_count")
COUNTER_RECORDS = repeat(node(
    Field("counter_record", nested, says="counters of one kind"), kind("counters", COUNTERS),
    bound(Field("counters_length", u32, unit="bytes", says="of the counters"), when(
        (of("counters_enterprise") == 0) & (of("counters_format") == 1),
        counter("interface", "number of the interface"), counter("interface_type", "kind of the interface"),
        counter("speed", "of the interface", u64, unit="bit/s"),
        counter("direction", "how it sends", names=names(1, "full duplex", 2, "half duplex", 3, "in", 4, "out")),
        counter("status", "1: by the administrator, 2: in fact", flags=names(1, "up (administrator)", 2, "up")),
        counter("in_bytes", "received", u64, unit="bytes"), counter("in_unicast", "packets received"),
        counter("in_multicast", "packets received"), counter("in_broadcast", "packets received"),
        counter("in_discards", "received and thrown away"), counter("in_errors", "received broken"),
        counter("in_unknown", "received of no known protocol"), counter("out_bytes", "sent", u64, unit="bytes"),
        counter("out_unicast", "packets sent"), counter("out_multicast", "packets sent"),
        counter("out_broadcast", "packets sent"), counter("out_discards", "not sent"),
        counter("out_errors", "could not be sent"), counter("promiscuous", "1: takes everything"),
        otherwise=when((of("counters_enterprise") == 0) & (of("counters_format") == 1005),
                       Field("port_name", xdr_string, scope="session", keep="distinct", says="name of the interface"),
                       otherwise=when(left > 0, Field("counters_data", octets, says="of other counters")))))),
    count="record_count")
RECORD_COUNT = Field("record_count", u32, only=(range(4096),), says="records that follow")
SOURCE = bits(u32, Field("source_type", u8, mask=0xFF000000, names=names(0, "interface", 1, "VLAN", 2, "entity"),
                         says="what was looked at"),
              Field("source_index", u32, mask=0x00FFFFFF, says="its number"))
WIDE_SOURCE = (Field("wide_source_type", u32, says="what was looked at"), Field("wide_source_index", u32,
                                                                                says="its number"))
NUMBER = Field("sample_number", u32, says="counts samples")
RATE = (Field("rate", u32, scope="session", keep="distinct", says="one packet of so many is sampled"),
        Field("pool", u32, says="packets that might have been sampled"), Field("drops", u32,
                                                                               says="samples that were lost"))
INPUT, OUTPUT = Field("input", u32, says="interface it came in by"), Field("output", u32,
                                                                           says="interface it went out by")

SFLOW = Protocol(
    key="sflow", title="sFlow", reference="sFlow Version 5", layer=7, rides_on={"udp.port": 6343},
    layout=(
        Field("version", u32, scope="session", keep="distinct", only=(5,), says="of sFlow"), client(),
        Field("address_type", u32, names=names(1, "IPv4", 2, "IPv6"), only=(1, 2), says="kind of the agent's address"),
        when(of("address_type") == 1, Field("agent", ipv4, scope="session", keep="distinct", says="who sampled"),
             otherwise=Field("agent_ipv6", ipv6, scope="session", keep="distinct", says="who sampled")),
        Field("sub_agent", u32, says="part of the agent"), Field("sequence", u32, says="counts datagrams"),
        Field("uptime", u32, unit="ms", says="since the agent started"),
        Field("sample_count", u32, only=(range(1, 4096),), says="samples that follow"), certain(),
        repeat(node(
            Field("sample", nested, says="one sample"), kind("sample", SAMPLE),
            bound(Field("sample_length", u32, unit="bytes", says="of the sample"), when(
                of("sample_enterprise") == 0, switch("sample_format", {
                    1: (NUMBER, SOURCE, *RATE, INPUT, OUTPUT, RECORD_COUNT, FLOW_RECORDS),
                    2: (NUMBER, SOURCE, RECORD_COUNT, COUNTER_RECORDS),
                    3: (NUMBER, *WIDE_SOURCE, *RATE, Field("input_format", u32, says="of the next number"), INPUT,
                        Field("output_format", u32, says="of the next number"), OUTPUT, RECORD_COUNT, FLOW_RECORDS),
                    4: (NUMBER, *WIDE_SOURCE, RECORD_COUNT, COUNTER_RECORDS),
                }, default=when(left > 0, Field("sample_data", octets, says="of another sample"))),
                otherwise=when(left > 0, Field("sample_data", octets, says="of another sample"))))),
            count="sample_count"),
    ),
    info=("{sample_format}", "{agent}", "{agent_ipv6}", "1 of {rate}"))
