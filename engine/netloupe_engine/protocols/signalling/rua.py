"""RANAP User Adaptation, known by its number in SCTP. Reference: 3GPP TS 25.468."""
from ..define import Protocol

RUA = Protocol(
    key="rua", title="RANAP User Adaptation", reference="3GPP TS 25.468", layer=7, rides_on={"sctp.payload": 19})
