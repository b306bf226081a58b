"""Why reading stopped: a sentence for each flaw the readers know."""
from netloupe_engine.capture.damage import sentence
from tests.architecture.sources import ENGINE
from tests.architecture.test_sources import enum_of

HANDLED_OTHERWISE = {"FLAW_NONE"}


def test_every_flaw_of_the_readers_is_a_sentence() -> None:
    flaws = enum_of((ENGINE / "capture" / "cursor.pxd").read_text(), "Flaw")
    for name, number in flaws:
        if name not in HANDLED_OTHERWISE:
            text = sentence(number, 70_000, 1_234)
            assert text.endswith("."), name
            assert "{" not in text, name


def test_numbers_are_what_the_file_says_and_what_it_may() -> None:
    assert sentence(3, 300_000, 262_144) == \
        "A packet claims 300,000 captured bytes, more than the 262,144 a packet can have."
    assert sentence(10, 0x12345678, 0x1A2B3C4D).endswith("0x12345678 instead of 0x1a2b3c4d.")
