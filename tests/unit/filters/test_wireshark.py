"""Wireshark's filters choose here what they choose there; tshark counted, and counts again where it is installed."""
from collections.abc import Iterator

import pytest

from netloupe_engine import Analysis, analyze
from netloupe_engine.analysis import compile_filter
from tests.unit.filters import wireshark

MEASURED = wireshark.stored()
FOREIGN = [name for name in wireshark.CAPTURES if name != wireshark.SAMPLE]


@pytest.fixture(scope="module")
def sample() -> Iterator[Analysis]:
    with analyze(wireshark.CAPTURES[wireshark.SAMPLE]) as analysis:
        yield analysis


def compared(name: str, analysis: Analysis) -> dict[str, list[int]]:
    """What is wrong, by filters: what tshark counted, what was counted here when the table was made and now."""
    stored, now = MEASURED["counts"][name], wireshark.our_counts(analysis)
    assert set(stored) == {row["wireshark"] for row in wireshark.FILTERS}
    return {row["wireshark"]: [*stored[row["wireshark"]], *now[row["wireshark"]]] for row in wireshark.FILTERS
            if stored[row["wireshark"]][1:] != now[row["wireshark"]]
            or ("differs" not in row and stored[row["wireshark"]][0] != now[row["wireshark"]][0])}


def test_the_same_packets_as_in_wireshark(sample: Analysis) -> None:
    assert compared(wireshark.SAMPLE, sample) == {}


@pytest.mark.foreign
@pytest.mark.parametrize("name", FOREIGN)
def test_the_same_packets_in_other_captures(name: str) -> None:
    with analyze(wireshark.CAPTURES[name]) as analysis:
        assert compared(name, analysis) == {}


def test_most_are_the_same() -> None:
    assert len(wireshark.FILTERS) >= 50
    assert sum("differs" not in row for row in wireshark.FILTERS) >= 50


def test_what_differs_does() -> None:
    for row in wireshark.FILTERS:
        if "differs" in row:
            assert any(of[row["wireshark"]][0] != of[row["wireshark"]][1] for of in MEASURED["counts"].values()), row


def test_tshark_counts_so() -> None:
    """Another version may count otherwise; where there is none, what this one counted stands."""
    if wireshark.tshark_version().rpartition(".")[0] == MEASURED["tshark"].rpartition(".")[0]:
        counts = wireshark.tshark_counts(wireshark.CAPTURES[wireshark.SAMPLE],
                                         [row["wireshark"] for row in wireshark.FILTERS])
        assert counts == {text: one[0] for text, one in MEASURED["counts"][wireshark.SAMPLE].items()}


def test_ours_choose_the_same_sessions_or_packets(sample: Analysis) -> None:
    for row in wireshark.FILTERS:
        if "packet where" in row["netloupe"]:
            assert sample.filter_packets(row["netloupe"]).tolist() == \
                sample.filter_packets(wireshark.in_packets(row["wireshark"])).tolist(), row
        else:       # all of their packets, and those alone that are of such a session
            assert set(sample.filter(row["netloupe"]).tolist()) >= set(sample.packets.column("session")[
                sample.filter_packets(wireshark.in_packets(row["wireshark"])) - 1].tolist()) - {0}, row


def test_the_page_is_the_table() -> None:
    assert wireshark.PAGE.read_text() == wireshark.page(MEASURED)


def test_it_is_said_what_a_name_is_called() -> None:
    hints = compile_filter("tcp.flags.syn == 1 && tcp.flags.ack == 0").hints
    assert hints[:2] == ("tcp.flags.syn is called tcp.flag_syn here", "tcp.flags.ack is called tcp.flag_ack here")
    assert "packet where" in hints[2]
    assert compile_filter("packet where tcp.flag_syn and tcp.flag_ack").hints == ()
