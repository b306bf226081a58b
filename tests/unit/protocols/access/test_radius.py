"""RADIUS: the example of RFC 2865 section 7.1, vendors' attributes, and what is broken."""
from netloupe_engine.model import Note
from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.access.radius import RADIUS
from netloupe_engine.protocols.registry import REGISTRY

# RFC 2865 section 7.1: nemo logs in at port 3 of 192.168.1.16, and is accepted.
REQUEST = bytes.fromhex("01 00 0038 0f403f9473978057bd83d5cb98f4227a 01066e656d6f 02120dbe708d93d413ce3196e43f782a0aee"
                        "0406c0a80110 050600000003")
ACCEPT = bytes.fromhex("02 00 0026 86fe220e7624ba2a1005f6bf9b55e0b2 060600000001 0f0600000000 0e06c0a80103")
REJECT = bytes.fromhex("03 01 0014") + bytes(16)
VENDOR = bytes([26, 12]) + (9).to_bytes(4, "big") + bytes([1, 6]) + b"ab=c"
SAMPLES = [[(0, REQUEST), (1, ACCEPT)],
           [(0, b"\4\1" + (20 + len(VENDOR) + 6).to_bytes(2, "big") + bytes(16) + VENDOR + b"\x28\6\0\0\0\2"),
            (1, REJECT)]]
TWIN = REGISTRY.twin("radius")


def values(*messages: bytes) -> dict[str, object]:
    fed = inspect.feed(TWIN, RADIUS, *((way, message) for way, message in enumerate(messages)))
    return {item.name: item.value for item in fed.attributes}


def test_example_of_the_specification() -> None:
    found = values(REQUEST)
    expected = {"code": 1, "identifier": 0, "length": 56, "user_name": "nemo", "nas_address": "192.168.1.16",
                "nas_port": 3, "attribute_type": 5}
    assert {name: found[name] for name in expected} == expected
    assert values(ACCEPT)["service_type"] == 1


def test_vendors_attributes_are_attributes_of_their_own() -> None:
    found = values(SAMPLES[1][0][1])
    assert (found["vendor"], found["vendor_type"], found["vendor_text"]) == (9, 1, "ab=c")
    assert found["accounting_status"] == 2


def test_findings() -> None:
    assert inspect.feed(TWIN, RADIUS, (1, REJECT)).findings == ["radius.rejected"]


def test_an_attribute_without_room_for_itself_is_malformed() -> None:
    for attribute in (b"\1\1", b"\1\0", b"\1\x09ab"):
        size = (20 + len(attribute)).to_bytes(2, "big")
        fed = inspect.feed(TWIN, RADIUS, (0, b"\1\1" + size + bytes(16) + attribute))
        assert fed.findings == ["packet.malformed"]
        assert Note.BAD_LENGTH in {item.note for item in fed.attributes}


def test_a_broken_attribute_makes_a_malformed_message_of_radius() -> None:
    """Code, length and authenticator are in order: on its own port it is RADIUS, though RFC 2865 section 5 wants it
    discarded. The user's name is one byte too short, so that the next attribute begins inside it."""
    broken = bytes.fromhex("01010026") + bytes(16) + b"\1\x08testuser" + b"\2\x08secret"
    assert inspect.probe(TWIN, broken, datagram=True) == "LIKELY"
    fed = inspect.feed(TWIN, RADIUS, (0, broken), datagram=True)
    assert ("GIVE_UP" in fed.answers, fed.findings) == (False, ["packet.malformed"])
    assert [item.value for item in fed.attributes if item.name == "user_name"] == ["testus"]
    assert inspect.probe(TWIN, broken[:-1], datagram=True) == "REFUTED"


def test_what_lies_behind_the_length_is_no_attribute() -> None:
    """RFC 2865 section 3: it is padding."""
    assert values(REJECT + b"\1\5bob").get("user_name") is None
