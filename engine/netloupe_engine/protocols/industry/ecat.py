"""EtherCAT datagrams: what a master reads and writes in its devices as a frame passes them (ETG.1000.4, clause 5)."""
from ..define import (Field, Protocol, bits, flag16, le16, le32, names, nested, node, octets, of, repeat, sized, u8,
                      when)

COMMAND = names(
    0, "no operation", 1, "read by position", 2, "write by position", 3, "read and write by position",
    4, "read by address", 5, "write by address", 6, "read and write by address", 7, "broadcast read",
    8, "broadcast write", 9, "broadcast read and write", 10, "logical read", 11, "logical write",
    12, "logical read and write", 13, "read by position, others write", 14, "read by address, others write")

ECAT = Protocol(
    key="ecat", title="EtherCAT datagrams", reference="ETG.1000.4", layer=2, rides_on={"ethercat.type": 1}, header=12,
    layout=(repeat(node(
        Field("datagram", nested, says="one access"),
        Field("command", u8, names=COMMAND), Field("index", u8),
        when((of("command") >= 10) & (of("command") <= 12), Field("logical_address", le32, base=16),
             otherwise=(Field("device", le16, base=16, says="position or address of the device"),
                        Field("offset", le16, base=16, says="in the device's memory"))),
        bits(le16, Field("size", le16, mask=0x07FF, unit="bytes"), Field("circulating", flag16, mask=0x4000),
             Field("more", flag16, mask=0x8000, says="another datagram follows")),
        Field("interrupt", le16, base=16), Field("data", sized("size", octets)),
        Field("working_counter", le16, says="devices that did it add to it")), until=of("more") == 0),),
    info=("{command}", "{device}", "{working_counter}"))
