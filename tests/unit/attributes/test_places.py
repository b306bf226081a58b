"""Sessions that say many attributes again and again: nothing is lost or mixed, however they are found."""
import random
from pathlib import Path

import pytest

from netloupe_engine import Settings
from tests.unit.attributes.test_keeping import requests, told
from tests.unit.capture.builders import NANOSECONDS, Packet, pcap_header, pcap_record
from tests.unit.living import living
from tests.unit.traffic import SECOND, START, Timed, capture, conversation, opened, tcp

COUNT = 27          # attributes: more than two records of Places have
TABLE = f'''
from netloupe_engine.protocols.define import Field, Framing, Protocol, u8, u16
MINE = Protocol(key="mine", title="Mine", reference="-", layer=7, rides_on={{"tcp.port": 80}},
                framing=Framing(header=3, length=u8, at=2, adds=3),
                layout=(Field("magic", u16, only=(0xBEEF,)), Field("length", u8),
                        *(Field(f"value_{{at}}", u8, scope="session", keep="distinct" if at % 2 else "all",
                                keep_most=9) for at in range({COUNT}))))
'''


def message(values: list[int]) -> bytes:
    return b"\xbe\xef" + bytes([len(values), *values])


@pytest.mark.parametrize("more", [(), ("--handlers", "3")])
def test_many_attributes_of_many_messages(tmp_path: Path, more: tuple[str, ...]) -> None:
    dice = random.Random(3)
    sessions = [[[dice.randrange(5) for _ in range(COUNT)] for _ in range(dice.choice([1, 2, 3, 30]))]
                for _ in range(40)]
    frames: list[Timed] = []
    for at, messages in enumerate(sessions):        # some end while others begin
        frames += conversation([(0, message(values)) for values in messages], at / 5, ports=(2000 + at, 80))
    table = tmp_path / "mine.py"
    table.write_text(TABLE)
    rows = told(capture(tmp_path, sorted(frames, key=lambda frame: frame[0])), table, *more)
    assert len(rows) == len(sessions)
    for row in rows:
        messages = sessions[row["initiator_port"] - 2000]
        assert row["attributes"] == {
            f"mine.value_{at}": list(dict.fromkeys(column))[:9] if at % 2 else column[:9]
            for at, column in enumerate(map(list, zip(*messages, strict=True)))}


def test_what_a_rest_finds_of_a_talkative_session_is_taken_back(tmp_path: Path) -> None:
    """As it goes on, each request is said once, in order, in the middle of the capture and at its end."""
    asked = [data for way, data in requests(6) if way == 0]
    before, lost, behind = b"".join(asked[:3]), asked[3], b"".join(asked[4:])
    ports, at = (40000, 80), 1001
    frames = opened(0.0, ports)
    for number, data in enumerate(asked[:3]):
        frames.append((0.1 + number, tcp(0, "PA", at, 5001, data, ports=ports)))
        at += len(data)
    frames.append((5.0, tcp(0, "PA", at + len(lost), 5001, behind, ports=ports)))
    header = pcap_header(magic=NANOSECONDS)

    def records(some: list[Timed]) -> bytes:
        return b"".join(pcap_record(Packet(bytes(frame), START + round(when * SECOND)), tick_ns=1)
                        for when, frame in some)

    with living(tmp_path, Settings()) as live:

        def said_uris() -> list[str]:
            found = list(live.analysis.sessions.attribute("http.uri").values)
            assert found == [value.value for value in live.analysis.session_attributes(1) if value.name == "http.uri"]
            return found

        live.recorder.begin(header + records(frames))
        live.reach(len(frames))
        live.rest()
        assert said_uris()[:3] == ["/0", "/1", "/2"]
        live.go_on(header)
        live.write(records([(6.0, tcp(0, "PA", 1001 + len(before), 5001, lost, ports=ports))]), len(frames) + 1)
        live.rest()
        assert said_uris() == [f"/{number}" for number in range(6)]
