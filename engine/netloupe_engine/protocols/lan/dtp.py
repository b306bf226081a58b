"""Dynamic Trunking Protocol: two of Cisco's switches agree whether a link carries VLANs. There is no specification; the
fields are those that Cisco's documentation and switches show."""
from ...model import Severity
from ..define import Field, Finding, Protocol, bits, finding, mac, names, nested, octets, of, text, tlv, u8, u16, when

STATUS = names(1, "on", 2, "off", 3, "desirable", 4, "auto")

DTP = Protocol(
    key="dtp", title="Dynamic Trunking Protocol", reference="Cisco DTP", layer=2,
    rides_on={"snap.cisco": 0x2004}, header=1,
    layout=(
        Field("version", u8),
        tlv(Field("tlv_type", u16, names=names(1, "domain", 2, "status", 3, "type", 4, "neighbour")),
            Field("tlv_length", u16, unit="bytes"), {
                1: Field("domain", text),
                2: bits(u8, Field("trunk", u8, mask=0x80), Field("status", u8, mask=0x07, names=STATUS)),
                3: Field("trunk_type", u8, base=16), 4: Field("neighbour", mac),
            }, Field("data", octets), covers=4, inside=Field("tlv", nested), rest=Field("rest", octets)),
        when((of("status") == 3) | (of("status") == 4), finding("negotiable")),
    ),
    info=("{status}", "{neighbour}", "{domain}"),
    findings=(Finding("negotiable", Severity.NOTE, "A switch lets whoever asks make a trunk of this link.",
                      meaning="Whoever is connected there can ask for all VLANs. Set ports for hosts to access, and "
                              "trunks to fixed (Cisco: switchport nonegotiate)."),))
