"""BSD loopback: families of several systems in both byte orders."""
import pytest

from netloupe_engine.model import Note
from tests.unit.protocols.layer import load

NULL = load("link.null")


@pytest.mark.parametrize("order", ["little", "big"])
@pytest.mark.parametrize(("family", "child"), [
    (2, ("ethertype", 0x0800)), (10, ("ethertype", 0x86DD)), (24, ("ethertype", 0x86DD)), (28, ("ethertype", 0x86DD)),
    (30, ("ethertype", 0x86DD)), (7, ("null.family", 7))])
def test_families(order: str, family: int, child: tuple[str, int]) -> None:
    header = family.to_bytes(4, "little" if order == "little" else "big")
    assert NULL.child(header) == child
    assert NULL.shown(header) == {"family": family}


@pytest.mark.parametrize("size", range(4))
def test_a_cut_header_is_malformed(size: int) -> None:
    assert NULL.verdict(bytes(size)) == ("MALFORMED", Note.TRUNCATED)
