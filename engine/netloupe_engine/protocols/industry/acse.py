"""ACSE: associations of applications, as MMS makes them (ITU-T X.227, ISO 8650-1)."""
from ...layouts import ber
from ..define import Field, Protocol, carry, finding, left, names, octets, of, peek, repeat, u8, when
from ..findings import REFUSED

PDU = names(
    0x60, "associate request", 0x61, "associate response", 0x62, "release request", 0x63, "release response",
    0x64, "abort")
RESULT = names(0, "accepted", 1, "refused for good", 2, "refused for now")
EXTERNAL = ber.sequence(repeat(ber.choice({
    0x02: Field("context", ber.SIGNED), 0xA0: when(left > 0, carry("acse.data", 0))}, ())), tag=0x28)

ACSE = Protocol(
    key="acse", title="ACSE", reference="ITU-T X.227", layer=7, tells=False, rides_on={"presentation.data": 0x60},
    starts=(),
    layout=(
        peek(Field("pdu", u8, names=PDU, base=16, scope="session", keep="distinct", only=tuple(PDU.names))),
        ber.choice({tuple(PDU.names): repeat(ber.choice({
            0xA1: ber.object_id(Field("application", ber.oid, scope="session", keep="distinct")),
            0xA2: when(of("pdu") == 0x61, ber.integer(Field("result", u8, names=RESULT, scope="session",
                                                            keep="distinct")),
                       when(of("result") > 0, finding("error"))),
            0xAC: Field("password", octets, says="for all to read"),
            0xBE: EXTERNAL,
        }, ()))})),
    info=("{pdu}", "{result}"),
    findings=(REFUSED,))
