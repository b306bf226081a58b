"""Frame relay: circuits by number. References: ITU-T Q.922, section 3.3; RFC 2427 (what is carried); Cisco's way is an
EtherType behind the address."""
from ..define import (Field, Protocol, ahead, bits, carry, computed, flag16, names, number, of, skip, switch, u8, u16,
                      u24, when)
from ..numbers import ETHERTYPE

NLPID = names(0x08, "Q.933", 0x80, "SNAP", 0x81, "CLNP", 0x82, "ES-IS", 0x83, "IS-IS", 0x8E, "IPv6", 0xCC, "IPv4",
              0xCF, "PPP")

FR = Protocol(
    key="fr", title="Frame relay", reference="ITU-T Q.922; RFC 2427", layer=2,
    rides_on={"link": (107, 206), "sll.hardware": 770}, header=4,
    layout=(
        when(ahead(u8, 0, 0xFE) & ahead(u8, 0, 0x01, behind=1),
             Field("direction", u8, names=names(0, "received", 1, "sent"))),
        bits(u16, Field("high", u16, mask=0xFC00, says="upper bits of the circuit's number"),
             Field("response", flag16, mask=0x0200), Field("low", u16, mask=0x00F0, says="lower bits of it"),
             Field("forward_congestion", flag16, mask=0x0008), Field("backward_congestion", flag16, mask=0x0004),
             Field("discard_eligible", flag16, mask=0x0002), Field("ends", flag16, mask=0x0001)),
        computed(Field("dlci", number, says="the circuit"), of("high") * 16 + of("low")),
        when(of("ends") == 0, skip(2)),
        when(ahead(u8, 0x03),
             Field("control", u8, base=16), when(ahead(u8, 0), skip(1)),
             Field("nlpid", u8, base=16, names=NLPID, says="protocol of the payload"),
             switch("nlpid", {
                 0xCC: carry("ethertype", 0x0800), 0x8E: carry("ethertype", 0x86DD),
                 (0x81, 0x82, 0x83): carry("osi.identifier", of("nlpid")), 0xCF: carry("chdlc.other", 1),
                 0x80: (Field("oui", u24, base=16), Field("pid", u16, base=16, names=ETHERTYPE),
                        switch("oui", {0: carry("ethertype", of("pid")),
                                       0x0080C2: switch("pid", {(1, 7): carry("ethertype", 0x6558)})}))}),
             otherwise=(Field("type", u16, base=16, names=ETHERTYPE), carry("ethertype", of("type")))),
    ),
    info=("circuit {dlci}",))
