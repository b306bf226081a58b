"""Names of link types."""
from netloupe_engine.capture.link_types import link_name


def test_names_are_those_of_the_public_list() -> None:
    assert [link_name(value) for value in (0, 1, 101, 108, 113, 127, 162, 249, 276)] == [
        "NULL", "EN10MB", "RAW", "LOOP", "LINUX_SLL", "IEEE802_11_RADIO", "USER15", "USBPCAP", "LINUX_SLL2"]


def test_raw_as_some_systems_write_it() -> None:
    assert link_name(12) == link_name(14) == "RAW"


def test_an_unknown_value_keeps_its_number() -> None:
    assert link_name(60_000) == "LINKTYPE_60000"
