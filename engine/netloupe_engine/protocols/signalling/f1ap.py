"""F1 Application Protocol, known by its number in SCTP. Reference: 3GPP TS 38.473."""
from ..define import Protocol

F1AP = Protocol(
    key="f1ap", title="F1 Application Protocol", reference="3GPP TS 38.473", layer=7, rides_on={"sctp.payload": 62})
