"""Link types in people's words."""
from netloupe_engine.links import link_title


def test_what_people_know_has_their_name_and_the_rest_its_own() -> None:
    assert [link_title(key) for key in ("EN10MB", "NULL", "IEEE802_11_RADIO", "LINKTYPE_60000")] == [
        "Ethernet", "BSD loopback", "Wi-Fi with radio header", "LINKTYPE_60000"]
