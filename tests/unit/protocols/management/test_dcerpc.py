"""DCE/RPC: agreement, call, fault and login, laid out as scapy and [MS-RPCE] have them."""
import struct
from uuid import UUID

from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.management.dcerpc import DCERPC
from netloupe_engine.protocols.registry import REGISTRY
from tests.unit.protocols.dialogue import values

TWIN = REGISTRY.twin("dcerpc")
SAMR, NDR = "12345778-1234-abcd-ef00-0123456789ac", "8a885d04-1ceb-11c9-9fe8-08002b104860"


def pdu(kind: int, body: bytes, proof: bytes = b"", *, level: int = 5) -> bytes:
    tail = struct.pack("<BBBBI", 10, level, 0, 0, 1) + proof if proof else b""
    return struct.pack("<BBBB4sHHI", 5, 0, kind, 3, b"\x10\0\0\0", 16 + len(body) + len(tail), len(proof),
                       2) + body + tail


def syntax(uuid: str, version: int) -> bytes:
    return UUID(uuid).bytes_le + version.to_bytes(4, "little")


def ntlm(domain: str, user: str, host: str) -> bytes:
    """An AUTHENTICATE_MESSAGE of [MS-NLMP] section 2.2.1.3, without a proof."""
    texts = [text.encode("utf-16-le") for text in (domain, user, host)]
    at, places = 64, b""
    for text in texts:
        places += struct.pack("<HHI", len(text), len(text), at)
        at += len(text)
    return b"NTLMSSP\0\3\0\0\0" + struct.pack("<HHI", 0, 0, 64) * 2 + places + struct.pack("<HHII", 0, 0, 64,
                                                                                           1) + b"".join(texts)


BIND = pdu(11, struct.pack("<HHIB3xHBx", 4280, 4280, 0, 1, 0, 1) + syntax(SAMR, 1) + syntax(NDR, 2))
BOUND = pdu(12, struct.pack("<HHIH", 4280, 4280, 9, 4) + b"135\0" + bytes(2) + b"\1\0\0\0\0\0\0\0" + syntax(NDR, 2))
LOGIN = pdu(16, bytes(4), ntlm("SHOP", "joe", "PC1"))
CALL = pdu(0, struct.pack("<IHH", 8, 0, 64) + bytes(8))
FAULT = pdu(3, struct.pack("<IHBBII", 32, 0, 0, 0, 5, 0))
SAMPLES = [[(0, BIND), (1, BOUND), (0, LOGIN), (0, CALL), (1, FAULT)],
           [(0, BIND), (1, pdu(13, struct.pack("<HBBBB", 8, 1, 5, 0, 0)))]]


def test_a_call_that_is_denied() -> None:
    fed = inspect.feed(TWIN, DCERPC, *SAMPLES[0], datagram=False)
    found = {name: values(fed, name) for name in ("interface", "service", "operation", "status", "domain", "user",
                                                  "workstation", "secondary_address", "result", "protection")}
    assert found == {"interface": [SAMR], "service": ["SAM"], "operation": [64], "status": [5], "domain": ["SHOP"],
                     "user": ["joe"], "workstation": ["PC1"], "secondary_address": ["135"], "result": [0],
                     "protection": [5]}
    assert fed.findings == ["dcerpc.fault"]


def test_an_interface_that_is_refused() -> None:
    assert inspect.feed(TWIN, DCERPC, *SAMPLES[1], datagram=False).findings == ["dcerpc.refused"]


def test_recognition() -> None:
    assert inspect.probe(TWIN, BIND, datagram=False) == "CERTAIN"
    assert {inspect.probe(TWIN, data, datagram=False) for data in (b"\4" + BIND[1:],
                                                                   BIND[:4] + b"\0" + BIND[5:])} == {"REFUTED"}
