"""MTP2 Peer-to-Peer Adaptation, known by its number in SCTP. Reference: RFC 4165."""
from ..define import Protocol

M2PA = Protocol(
    key="m2pa", title="MTP2 Peer-to-Peer Adaptation", reference="RFC 4165", layer=7, rides_on={"sctp.payload": 5})
