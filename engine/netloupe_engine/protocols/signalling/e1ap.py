"""E1 Application Protocol, known by its number in SCTP. Reference: 3GPP TS 38.463."""
from ..define import Protocol

E1AP = Protocol(
    key="e1ap", title="E1 Application Protocol", reference="3GPP TS 38.463", layer=7, rides_on={"sctp.payload": 64})
