"""PFCP: an association and a session, as scapy writes them."""
from scapy.contrib.pfcp import (
    IE_FSEID,
    PFCP,
    IE_CreateFAR,
    IE_CreatePDR,
    IE_FAR_Id,
    IE_NodeId,
    IE_PDR_Id,
    IE_Precedence,
    IE_RecoveryTimeStamp,
    PFCPAssociationSetupRequest,
    PFCPSessionEstablishmentRequest,
)

from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.registry import REGISTRY
from netloupe_engine.protocols.signalling.pfcp import PFCP as TABLE
from tests.unit.protocols.dialogue import values

TWIN = REGISTRY.twin("pfcp")
SETUP = bytes(PFCP(S=0, seq=1) / PFCPAssociationSetupRequest(IE_list=[
    IE_NodeId(id_type=2, id=b"smf.example"), IE_RecoveryTimeStamp(timestamp=3_900_000_000)]))
ESTABLISH = bytes(PFCP(S=1, seid=0x77, seq=2) / PFCPSessionEstablishmentRequest(IE_list=[
    IE_FSEID(v4=1, seid=0x99, ipv4="10.0.0.5"),
    IE_CreatePDR(IE_list=[IE_PDR_Id(id=3), IE_Precedence(precedence=100), IE_FAR_Id(id=4)]),
    IE_CreateFAR(IE_list=[IE_FAR_Id(id=4)])]))
REFUSED = bytes.fromhex("21330011 0000000000000077 00000200 0013000141")
SAMPLES = [[(0, SETUP), (0, ESTABLISH), (1, REFUSED)]]


def test_nodes_and_sessions() -> None:
    fed = inspect.feed(TWIN, TABLE, *SAMPLES[0], datagram=True)
    assert values(fed, "message") + values(fed, "sequence") == [5, 50, 51, 1, 2, 2]
    assert values(fed, "node_name") + values(fed, "session") == ["smf.example", 0x77, 0x77]
    assert values(fed, "pdr") + values(fed, "far") + values(fed, "precedence") == [3, 4, 4, 100]
    assert values(fed, "session_endpoint") + values(fed, "cause") == [0x99, 65]
    assert fed.findings == ["pfcp.rejected"]


def test_lookalikes_are_refused() -> None:
    for data in (b"\x40" + SETUP[1:], SETUP[:1] + b"\xee" + SETUP[2:], SETUP + b"\0"):
        assert inspect.probe(TWIN, data, datagram=True) == "REFUTED"
