"""Ethernet operations, administration and maintenance on one link. Reference: IEEE 802.3-2022, section 57.4."""
from ...model import Severity
from ..define import Field, Finding, Protocol, finding, names, nested, octets, of, switch, tlv, u8, u16, when

CODE = names(0, "information", 1, "event notification", 2, "variable request", 3, "variable response",
             4, "loopback control", 0xFE, "organisation specific")
FLAG = names(0x01, "link fault", 0x02, "dying gasp", 0x04, "critical event", 0x08, "local is evaluating",
             0x10, "local is stable", 0x20, "remote is evaluating", 0x40, "remote is stable")
INFORMATION = names(0, "end", 1, "local", 2, "remote", 0xFE, "organisation specific")

OAMPDU = Protocol(
    key="oampdu", title="Ethernet OAM", reference="IEEE 802.3-2022, section 57.4", layer=2,
    rides_on={"slow.subtype": 3}, header=3,
    layout=(
        Field("flags", u16, flags=FLAG), Field("code", u8, names=CODE, says="what the message is"),
        switch("code", {
            0: tlv(Field("tlv_type", u8, names=INFORMATION), Field("tlv_length", u8, unit="bytes"), {},
                   Field("data", octets), covers=2, ends=(0,), inside=Field("tlv", nested)),
            4: Field("loopback", u8, names=names(1, "enable", 2, "disable")),
        }, Field("content", octets)),
        when((of("flags") & 0x07) != 0, finding("fault")),
    ),
    info=("{code}", "{flags}"),
    findings=(Finding("fault", Severity.WARNING, "The other end of a link says that something fails.",
                      meaning="Link fault: it hears nothing. Dying gasp: it loses its power. Critical event: it does "
                              "not say what (IEEE 802.3, section 57.2.10.1)."),))
