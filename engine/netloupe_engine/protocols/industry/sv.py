"""Sampled values: currents and voltages of substations, thousands a second (IEC 61850-9-2, clause 8)."""
from ...layouts import ber
from ..define import Field, Protocol, bits, bound, names, nested, node, octets, of, repeat, text, u16, unsigned

SYNCHRONISED = names(0, "not", 1, "by a local clock", 2, "by a global clock")
SAMPLE = {
    0x80: Field("id", text, scope="session", keep="distinct"), 0x81: Field("data_set", text),
    0x82: Field("sample", unsigned, says="counts samples, from 0 each second"),
    0x83: Field("configuration_revision", unsigned), 0x84: Field("time", octets),
    0x85: Field("synchronised", unsigned, names=SYNCHRONISED), 0x86: Field("rate", unsigned),
    0x87: Field("data", octets, says="values of the data set"),
}
SV = Protocol(
    key="sv", title="IEC 61850 sampled values", reference="IEC 61850-9-2", layer=2, rides_on={"ethertype": 0x88BA},
    header=8,
    layout=(
        Field("app_id", u16, at=0, base=16, scope="session", keep="distinct", says="which application"),
        Field("length", u16, at=2, unit="bytes", says="of all, from the application's number on"),
        bits(u16, Field("simulated", u16, mask=0x8000, says="sent by a test device"),
             Field("reserved", u16, mask=0x7FFF)),
        Field("reserved_2", u16),
        bound(of("length") - 8, ber.sequence(repeat(ber.choice({
            0x80: Field("count", unsigned),
            0xA2: repeat(node(Field("unit_of_samples", nested), ber.sequence(repeat(ber.choice(SAMPLE, ()))))),
        }, ())), tag=0x60)),
    ),
    info=("{id}", "{sample}"))
