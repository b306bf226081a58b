"""Signalling connection control part: messages of SS7 between applications. Reference: ITU-T Q.713, section 4."""
from ...model import Severity
from ..define import Field, Finding, Protocol, finding, le24, names, octets, switch, u8

TYPE = names(1, "connection request", 2, "connection confirm", 3, "connection refused", 4, "released",
             5, "release complete", 6, "data 1", 7, "data 2", 8, "data acknowledgement", 9, "unitdata",
             10, "unitdata service", 11, "expedited data", 12, "expedited data acknowledgement", 13, "reset request",
             14, "reset confirm", 15, "error", 16, "inactivity test", 17, "extended unitdata",
             18, "extended unitdata service", 19, "long unitdata", 20, "long unitdata service")
RETURN = names(0, "no translation of such an address", 1, "no translation of this address", 2, "subsystem congestion",
               3, "subsystem failure", 4, "unequipped user", 5, "network failure", 6, "network congestion",
               7, "unqualified", 8, "error in transport", 10, "destination cannot reassemble", 11, "SCCP failure")
TARGET = Field("destination", le24, base=16, says="reference of the receiver")
SOURCE = Field("source", le24, base=16, says="reference of the sender")

SCCP = Protocol(
    key="sccp", title="Signalling Connection Control Part", reference="ITU-T Q.713", layer=4,
    rides_on={"link": 142, "mtp3.service": 3}, header=1,
    layout=(
        Field("message_type", u8, names=TYPE, says="what the message is"),
        switch("message_type", {
            1: (SOURCE, Field("class", u8)), 2: (TARGET, SOURCE, Field("class", u8)),
            3: (TARGET, Field("cause", u8)), 4: (TARGET, SOURCE, Field("cause", u8)), 5: (TARGET, SOURCE),
            (6, 7, 8, 11, 12, 15): TARGET, (13, 14, 16): (TARGET, SOURCE), (9, 17, 19): Field("class", u8),
            (10, 18, 20): (Field("returned", u8, names=RETURN), finding("returned")),
        }),
        Field("parameters", octets),
    ),
    info=("{message_type}", "{returned}"),
    findings=(Finding("returned", Severity.NOTE, "A message of SS7 could not be delivered."),))
