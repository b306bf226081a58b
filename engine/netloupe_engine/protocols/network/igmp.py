"""Internet Group Management Protocol, versions 1 to 3. References: RFC 1112, appendix I; RFC 2236; RFC 3376."""
from ..define import Field, Flow, Protocol, flag, ipv4, names, nested, number, u8, u16
from ..numbers import CHECKSUM_STATUS

TYPE = names(
    0x11, "membership query", 0x12, "membership report (v1)", 0x13, "DVMRP", 0x14, "PIM (v1)",
    0x16, "membership report (v2)", 0x17, "leave group", 0x1E, "traceroute response", 0x1F, "traceroute",
    0x22, "membership report (v3)", 0x30, "multicast router advertisement", 0x31, "multicast router solicitation",
    0x32, "multicast router termination")
RECORD = names(
    1, "mode is include", 2, "mode is exclude", 3, "change to include", 4, "change to exclude", 5, "allow new sources",
    6, "block old sources")

IGMP = Protocol(
    key="igmp", title="Internet Group Management Protocol", reference="RFC 3376, RFC 2236, RFC 1112", layer=4,
    rides_on={"ip.protocol": 2},
    fields=(
        Field("type", u8, at=0, base=16, names=TYPE, says="what the message is"),
        Field("version", number, says="version of the protocol this message is of"),
        Field("max_response_time", number, scale=100, unit="ms", says="longest time a host may wait with its report"),
        Field("checksum", u16, at=2, base=16, says="over the message"),
        Field("checksum_status", number, names=CHECKSUM_STATUS, says="does the checksum fit?"),
        Field("group", ipv4, says="multicast group; 0.0.0.0 in a query means all"),
        Field("suppress", flag, says="routers shall not update their timers"),
        Field("robustness", number, says="how many lost messages the querier expects to survive"),
        Field("query_interval", number, unit="s", says="time between general queries"),
        Field("source", ipv4, says="a source that is asked for, or wanted, or not"),
        Field("record", nested, says="what the host says of one group"),
        Field("record_type", number, names=RECORD, says="how the list of sources is meant"),
        Field("record_group", ipv4, says="multicast group"),
    ),
    header=8, flow=Flow.IDENTIFIER, twin="_igmp")
