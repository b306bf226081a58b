"""What packets add up to, against the index's own columns added up one by one."""
import numpy as np
import pytest

from netloupe_engine import Analysis
from netloupe_engine.packet.row import PAYLOAD, RESET
from tests.unit.traffic import SECOND, START, Timed, analysed, tcp, udp

ALWAYS = -1 << 63, (1 << 63) - 1
SESSIONS, PACKETS = 6, 400
CLASSES = np.array([0] * 60 + [1] * 40 + [2], np.uint8)       # from 0, from 60, and from 100 bytes on


@pytest.fixture(scope="module")
def talk(tmp_path_factory: pytest.TempPathFactory) -> Analysis:
    """Sessions of UDP and of TCP in no order, some of whose packets come before those before them."""
    chance = np.random.default_rng(5)
    frames: list[Timed] = []
    for at in range(PACKETS):
        of = int(chance.integers(0, SESSIONS))
        data = bytes(int(chance.choice((0, 1, 40, 700))))
        frames.append((at / 10 - float(chance.choice((0, 0, 3))),
                       udp(0, data, ports=(1000 + of, 7000)) if of % 2
                       else tcp(0, "R" if at % 50 == 0 else "PA", 1 + at, 1, data, ports=(1000 + of, 80))))
    return analysed(tmp_path_factory.mktemp("traffic"), frames)


def asked(analysis: Analysis, codes: np.ndarray, span: tuple[int, int], count: int) -> tuple[np.ndarray, ...]:
    """Of the packets that count: their codes, their places, and the columns."""
    columns = {name: analysis.packets.column(name, 0, count) for name in analysis.packets.names}
    owners = columns["session"].copy()
    owners[owners >= len(codes)] = 0
    mine = codes[owners]
    hit = (mine >= 0) & (columns["time_ns"] >= span[0]) & (columns["time_ns"] <= span[1])
    return mine[hit], hit, columns


CODES = {"all alike": np.zeros(SESSIONS + 1, np.int32), "each": np.arange(SESSIONS + 1, dtype=np.int32),
         "some": np.array([-1, 2, -1, 0, 2, -1, 1], np.int32), "the first ones": np.array([3, 1, 0], np.int32),
         "nobody": np.full(SESSIONS + 1, -1, np.int32)}
SPANS = {"always": ALWAYS, "a while": (START + 5 * SECOND, START + 20 * SECOND), "never": (5, 4)}


@pytest.mark.parametrize("codes", CODES.values(), ids=CODES)
@pytest.mark.parametrize("span", SPANS.values(), ids=SPANS)
@pytest.mark.parametrize("count", [PACKETS + 5, 123, 0])
def test_each_way_of_adding_up_is_what_the_columns_say(talk: Analysis, codes: np.ndarray, span: tuple[int, int],
                                                       count: int) -> None:
    traffic = talk.packets.traffic(count, codes, span)
    mine, hit, columns = asked(talk, codes, span, count)
    lengths, paths, times = columns["length"][hit], columns["path"][hit], columns["time_ns"][hit]
    groups = SESSIONS + 1
    packets, sizes = traffic.sums(groups)
    assert packets.tolist() == [int((mine == code).sum()) for code in range(groups)]
    assert sizes.tolist() == [int(lengths[mine == code].sum()) for code in range(groups)]

    known = int(columns["path"].max(initial=0)) + 1
    packets, sizes = traffic.paths(known)
    assert packets.tolist() == [int((paths == path).sum()) for path in range(known)]
    assert sizes.tolist() == [int(lengths[paths == path].sum()) for path in range(known)]

    start, width, stretches = axis = (START + 3 * SECOND, 2 * SECOND, 9)
    places = (times - start) // width
    cells = traffic.over_time(groups, axis)
    assert cells.tolist() == [[int(lengths[(mine == code) & (places == at)].sum()) for at in range(stretches)]
                              for code in range(groups)]
    totals, over = traffic.flagged(axis)
    for bit in range(8):
        has = columns["flags"][hit] >> bit & 1 == 1
        assert totals[bit] == has.sum()
        assert over[bit].tolist() == [int((has & (places == at)).sum()) for at in range(stretches)]

    counts, marks = traffic.lengths(CLASSES)
    assert dict(enumerate(counts.tolist())) == {length: int((lengths == length).sum()) for length in range(len(counts))}
    owners = np.where(columns["session"] < len(codes), columns["session"], 0)
    classes = CLASSES[np.minimum(columns["length"], len(CLASSES) - 1)]
    assert marks.tolist() == [sum(1 << one for one in set(classes[owners == id].tolist())) for id in range(len(codes))]


def test_the_sample_has_what_is_asked(talk: Analysis) -> None:
    flags = talk.packets.column("flags")
    assert len(talk.sessions) >= SESSIONS
    assert (flags & RESET != 0).any()
    assert (flags & PAYLOAD != 0).any()
    assert (np.diff(talk.packets.column("time_ns")) < 0).any()


def test_times_at_the_ends_of_what_can_be_told_are_on_an_axis(talk: Analysis) -> None:
    codes = np.zeros(1, np.int32)
    every = len(talk.packets)
    far = talk.packets.traffic(every, codes, (-1 << 70, 1 << 70))
    assert far.over_time(1, (-1 << 63, 1 << 62, 4))[0].tolist() == [0, 0, int(talk.packets.column("length").sum()), 0]
    assert far.over_time(1, (-1 << 66, 1 << 62, 1))[0].tolist() == [0]


def test_what_does_not_fit_together_is_refused(talk: Analysis) -> None:
    with pytest.raises(IndexError):
        talk.packets.traffic(1, np.zeros(0, np.int32), ALWAYS)
    traffic = talk.packets.traffic(1, np.array([0, 5], np.int32), ALWAYS)
    for wrong in (lambda: traffic.sums(5), lambda: traffic.over_time(5, (0, 1, 1)),
                  lambda: traffic.lengths(np.array([16], np.uint8)), lambda: traffic.lengths(np.zeros(0, np.uint8))):
        with pytest.raises(IndexError):
            wrong()
