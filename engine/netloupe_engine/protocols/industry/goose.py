"""GOOSE: devices of substations tell each other of events at once (IEC 61850-8-1, clause 18 and annex C)."""
from ...layouts import ber
from ..define import (Field, Protocol, bits, bound, flag, left, octets, of, repeat, text, u8, u16, u24, unix32,
                      unsigned, when)

TAGS = {
    0x80: Field("control_block", text, scope="session", keep="distinct"),
    0x81: Field("time_to_live", unsigned, unit="ms", says="how long it holds"),
    0x82: Field("data_set", text, scope="session", keep="distinct"), 0x83: Field("id", text),
    0x84: (Field("time", unix32, says="of the last change"), Field("fraction", u24),
           Field("time_quality", u8, base=16)),
    0x85: Field("state_number", unsigned, says="counts changes"),
    0x86: Field("sequence", unsigned, says="counts repetitions since the change"),
    0x87: Field("test", flag), 0x88: Field("configuration_revision", unsigned), 0x89: Field("needs_commission", flag),
    0x8A: Field("entries", unsigned), 0xAB: when(left > 0, Field("data", octets, says="values of the data set")),
}
GOOSE = Protocol(
    key="goose", title="GOOSE", reference="IEC 61850-8-1", layer=2, rides_on={"ethertype": 0x88B8}, header=8,
    layout=(
        Field("app_id", u16, at=0, base=16, scope="session", keep="distinct", says="which application"),
        Field("length", u16, at=2, unit="bytes", says="of all, from the application's number on"),
        bits(u16, Field("simulated", u16, mask=0x8000, says="sent by a test device"),
             Field("reserved", u16, mask=0x7FFF)),
        Field("reserved_2", u16),
        bound(of("length") - 8, ber.sequence(repeat(ber.choice(TAGS, ())), tag=0x61)),
    ),
    info=("{control_block}", "{state_number}", "{sequence}"))
