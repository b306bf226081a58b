"""Packets that OpenBSD's firewall logged. References: tcpdump.org, LINKTYPE_PFLOG; OpenBSD, net/if_pflog.h."""
from ..define import Field, Protocol, carry, i32, names, seek, sized, switch, text, u8

ACTION = names(0, "pass", 1, "drop", 2, "scrub", 4, "nat", 6, "binat", 8, "rdr")
REASON = names(0, "match", 1, "bad offset", 2, "fragment", 3, "short", 4, "normalize", 5, "memory", 6, "timestamp",
               7, "congestion", 8, "IP option", 9, "checksum", 10, "state mismatch", 11, "state insert",
               12, "state limit", 13, "source limit", 14, "syn proxy")

PFLOG = Protocol(
    key="pflog", title="OpenBSD firewall log", reference="LINKTYPE_PFLOG (tcpdump.org)", layer=2,
    rides_on={"link": 117}, header=48,
    layout=(
        Field("length", u8, unit="bytes", only=(range(45, 200),)), Field("family", u8, names=names(
            2, "IPv4", 24, "IPv6", 28, "IPv6", 30, "IPv6")),
        Field("action", u8, names=ACTION), Field("reason", u8, names=REASON), Field("interface", sized(16, text)),
        Field("ruleset", sized(16, text)), Field("rule", i32), Field("subrule", i32),
        switch("length", {range(at - 3, at + 1): (seek(at),) for at in range(48, 200, 4)}),
        switch("family", {2: carry("ethertype", 0x0800), (24, 28, 30): carry("ethertype", 0x86DD)}),
    ),
    info=("{action}", "{reason}", "{interface}", "rule {rule}"))
