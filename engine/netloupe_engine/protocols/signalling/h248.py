"""Gateway Control Protocol, known by its number in SCTP. Reference: ITU-T H.248.1."""
from ..define import Protocol

H248 = Protocol(
    key="h248", title="Gateway Control Protocol", reference="ITU-T H.248.1", layer=7, rides_on={"sctp.payload": 7})
