"""COTP: connections of the OSI transport, classes 0 and 1 (ITU-T X.224)."""
from ..define import (Field, Protocol, ahead, begins, bits, bound, carry, carry_by_probe, flag, le16, names, octets, of,
                      switch, tlv, u8, u16, when)

PDU = names(0xE0, "connection request", 0xD0, "connection confirm", 0x80, "disconnect request",
            0xC0, "disconnect confirm", 0xF0, "data", 0x10, "expedited data", 0x60, "data acknowledgment",
            0x70, "error")
OPTIONS = tlv(Field("parameter", u8, names=names(0xC0, "TPDU size", 0xC1, "calling TSAP", 0xC2, "called TSAP"),
                    says="which parameter"),
              Field("parameter_length", u8, unit="bytes", says="of its value"),
              {0xC0: Field("tpdu_size", u8, says="2 to the power of it, in bytes"),
               0xC1: Field("source_tsap", octets, scope="session", keep="distinct", says="who calls"),
               0xC2: Field("target_tsap", octets, scope="session", keep="distinct", says="who is called")},
              Field("parameter_value", octets, says="its value"))

# Desktops put what they have to say of a connection where parameters stand ([MS-RDPBCGR] section 2.2.1.1).
IS_RDP = begins(b"Cookie: ", b"\1\0\x08\0", b"\1\1\x08\0", b"\1\2\x08\0", b"\1\x08\x08\0", b"\1\x0b\x08\0") | (
    ahead(le16, 8, behind=2) & (ahead(u8, 2) | ahead(u8, 3)))

COTP = Protocol(
    key="cotp", title="COTP", reference="ITU-T X.224", layer=7, rides_on={"tpkt.packet": 0}, tells=False,
    layout=(
        bound(Field("length", u8, unit="bytes", says="of the header behind it"),
              Field("pdu", u8, names=PDU, only=(0xE0, 0xD0, 0x80, 0xC0, 0xF0, 0x10, 0x60, 0x70),
                    says="what the packet is"),
              switch("pdu", {
                  (0xE0, 0xD0): (Field("destination", u16, base=16, says="reference of the receiver"),
                                 Field("source", u16, base=16, says="reference of the sender"),
                                 bits(u8, Field("class", u8, mask=0xF0, says="transport class and options")),
                                 when(IS_RDP, carry("cotp.connect", 0), otherwise=OPTIONS)),
                  0x80: (Field("destination", u16, base=16, says="reference of the receiver"),
                         Field("source", u16, base=16, says="reference of the sender"),
                         Field("reason", u8, says="why it was refused or ended")),
                  0xF0: bits(u8,
                             Field("last", flag, mask=0x80, says="the last part of a message"),
                             Field("number", u8, mask=0x7F, says="of this part")),
              })),
        when(of("pdu") == 0xF0, carry_by_probe(
            last="last", whole=Field("message", octets, says="what data packets that follow each other are together"))),
    ),
    info=("{pdu}",))
