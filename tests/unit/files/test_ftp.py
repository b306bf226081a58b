"""Files in FTP (RFC 959, RFC 2428): named by the control session that announced their data session."""
import hashlib
from collections.abc import Sequence
from pathlib import Path

import pytest

from netloupe_engine.files.carved import CarvedFile
from netloupe_engine.files.ftp import Transfer, chosen
from tests.unit import traffic

DATA = bytes(range(256)) * 40
GREETING = (1, b"220 FTP ready\r\n")


def frames_of(control: list[tuple[int, bytes]], initiator: int, way: int, data: bytes) -> list[traffic.Timed]:
    """A control session, and behind it the segments of a data session to port 50,000, begun by `initiator`."""
    ports = (20 if initiator else 40001, 50_000)
    ends = {"client": traffic.SERVER, "server": traffic.CLIENT} if initiator else {}
    sent, steps = [1000, 5000], [(0, "S", b""), (1, "SA", b""), (0, "A", b"")]
    steps += [(way, "PA", data[at:at + 1400]) for at in range(0, len(data), 1400)]
    steps += [(way, "FA", b""), (1 - way, "FA", b""), (way, "A", b"")]
    frames = traffic.conversation(control, ports=(40000, 21), step=0.1)[:-3]
    for number, (one, flags, part) in enumerate(steps):
        frames.append((0.1 * len(control) + 0.05 + 0.001 * number,
                       traffic.tcp(one, flags, sent[one], sent[1 - one], part, ports=ports, **ends)))
        sent[one] += len(part) + ("S" in flags or "F" in flags)
    return sorted(frames, key=lambda frame: frame[0])


def files(folder: Path, *given: object) -> list[CarvedFile]:
    return list(traffic.analysed(folder, frames_of(*given)).files())           # type: ignore[arg-type]


PASSIVE = [GREETING, (0, b"CWD pub\r\n"), (1, b"250 ok\r\n"), (0, b"PASV\r\n"),
           (1, b"227 Entering Passive Mode (10,0,0,2,195,80)\r\n")]
EXTENDED = [GREETING, (0, b"EPSV\r\n"), (1, b"229 Entering Extended Passive Mode (|||50000|)\r\n")]
ACTIVE = [GREETING, (0, b"PORT 10,0,0,1,195,80\r\n"), (1, b"200 ok\r\n")]


@pytest.mark.parametrize(("begin", "command", "initiator", "way", "sender"), [
    (PASSIVE, b"RETR cat.png", 0, 1, traffic.SERVER), (PASSIVE, b"STOR cat.png", 0, 0, traffic.CLIENT),
    (EXTENDED, b"RETR cat.png", 0, 1, traffic.SERVER), (ACTIVE, b"RETR cat.png", 1, 0, traffic.SERVER),
    (ACTIVE, b"STOR cat.png", 1, 1, traffic.CLIENT)])
def test_a_file_is_named_by_the_command(tmp_path: Path, begin: list, command: bytes, initiator: int, way: int,
                                        sender: str) -> None:
    control = [*begin, (0, command + b"\r\n"), (1, b"150 Opening\r\n"), (1, b"226 done\r\n")]
    one, = files(tmp_path, control, initiator, way, DATA)
    path = "pub/cat.png" if begin is PASSIVE else "cat.png"
    assert (one.name, one.origin, one.protocol) == ("cat.png", f"{command.split()[0].decode()} {path}", "ftp")
    assert (one.size, one.sha256, one.is_whole) == (len(DATA), hashlib.sha256(DATA).hexdigest(), True)
    assert one.sender == sender


def test_listings_are_no_files(tmp_path: Path) -> None:
    assert files(tmp_path, [*PASSIVE, (0, b"LIST\r\n"), (1, b"150 Opening\r\n")], 0, 1, b"drwxr-xr-x ...\r\n") == []


def test_what_the_server_said_of_the_size_is_held_against_what_came(tmp_path: Path) -> None:
    control = [*PASSIVE, (0, b"RETR cat.png\r\n"), (1, b"150 Opening BINARY for cat.png (20000 bytes)\r\n")]
    one, = files(tmp_path, control, 0, 1, DATA)
    assert (one.size, one.missing, one.is_whole) == (len(DATA), ((len(DATA), 20_000),), False)


def test_a_transfer_that_goes_on_is_a_part(tmp_path: Path) -> None:
    control = [*PASSIVE, (0, b"REST 100\r\n"), (1, b"350 ok\r\n"), (0, b"RETR cat.png\r\n"), (1, b"150 ok\r\n")]
    one, = files(tmp_path, control, 0, 1, DATA)
    assert (one.is_whole, one.note) == (False, "a part of it, from byte 100 on")


def test_of_many_transfers_few_are_looked_at_for_each_session() -> None:
    looks = 0

    class Asked(Sequence[Transfer]):
        def __len__(self) -> int:
            return 100_000

        def __getitem__(self, at: int) -> Transfer:        # type: ignore[override]
            nonlocal looks
            looks += 1
            return Transfer(10 + 10 * at, 50_000, "RETR", str(at), 0)

    known = {50_000: Asked(), 50_001: [Transfer(7, 50_001, "STOR", "x", 0)]}
    asked = [(50_000, 5), (50_000, 11), (50_000, 555_555), (50_000, 9_999_999), (50_001, 3), (50_001, 8), (50_002, 8)]
    paths = [found and found.path for found in (chosen(known, *session) for session in asked)]
    assert paths == ["0", "0", "55554", "99999", "x", "x", None]
    assert looks < 4 * 25
