"""Xn Application Protocol, known by its number in SCTP. Reference: 3GPP TS 38.423."""
from ..define import Protocol

XNAP = Protocol(
    key="xnap", title="Xn Application Protocol", reference="3GPP TS 38.423", layer=7, rides_on={"sctp.payload": 61})
