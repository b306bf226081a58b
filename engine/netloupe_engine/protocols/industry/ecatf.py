"""EtherCAT frames (IEC 61158-4-12; ETG.1000.4, clause 5)."""
from ..define import Field, Protocol, bits, le16, names

TYPE = names(1, "datagrams", 4, "network variables", 5, "mailbox")

ECATF = Protocol(
    key="ecatf", title="EtherCAT", reference="ETG.1000.4", layer=2, rides_on={"ethertype": 0x88A4}, header=2,
    next="type",
    children=("ethercat.type",),
    layout=(bits(le16, Field("length", le16, at=0, mask=0x07FF, unit="bytes"),
                 Field("type", le16, at=0, mask=0xF000, names=TYPE)),),
    info=("{type}",))
