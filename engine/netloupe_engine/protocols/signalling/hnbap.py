"""Home Node B Application Part: small base stations at home register (3GPP TS 25.469)."""
from ..define import Protocol
from ._elementary import FINDINGS, INFO, named, procedures

PROCEDURE = (
    *named(1, "HNBRegister", "HNBDe-Register", "UERegister", "UEDe-Register", "ErrorIndication", "PrivateMessage",
           "CSGMembershipUpdate"),
    *named(9, "TNLUpdate", "HNBConfigTransfer", "RelocationComplete"))

HNBAP = Protocol(
    key="hnbap", title="Home Node B Application Part", reference="3GPP TS 25.469", layer=7,
    rides_on={"sctp.payload": 20},
    layout=procedures(PROCEDURE), starts=(), info=INFO, findings=FINDINGS)
