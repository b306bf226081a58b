"""Files in SMB 2 ([MS-SMB2]): read and written in any order, in compounds, over losses; a real capture."""
import struct
from pathlib import Path

import pytest

from netloupe_engine import Analysis, analyze
from tests.unit.traffic import analysed, conversation

TREE, CREATE, CLOSE, READ, WRITE = 3, 5, 6, 8, 9
ID = bytes(range(16))
LAST = b"\xff" * 16
Said = list[tuple[int, bytes]]


def header(command: int, id: int, flags: int = 0, status: int = 0, following: int = 0, tree: int = 5) -> bytes:
    """[MS-SMB2] section 2.2.1.2"""
    return struct.pack("<4sHHIHHIIQIIQ16s", b"\xfeSMB", 64, 1, status, command, 1, flags, following, id, 0, tree, 9,
                       bytes(16))


def wire(*messages: bytes) -> bytes:
    """One message of NetBIOS, a compound if there are several."""
    parts = [data + bytes(-len(data) % 8 if at + 1 < len(messages) else 0) for at, data in enumerate(messages)]
    whole = b"".join(part[:20] + struct.pack("<I", len(part) if at + 1 < len(parts) else 0) + part[24:]
                     for at, part in enumerate(parts))
    return struct.pack(">I", len(whole)) + whole


def tree(id: int, path: str, kind: int = 1) -> Said:
    name = path.encode("utf-16-le")
    return [(0, wire(header(TREE, id, tree=0) + struct.pack("<HHHH", 9, 0, 72, len(name)) + name)),
            (1, wire(header(TREE, id, 1) + struct.pack("<HBBIII", 16, kind, 0, 0, 0, 0)))]


def asks_to_open(id: int, path: str) -> bytes:
    name = path.encode("utf-16-le")
    body = struct.pack("<HBBIQQIIIIIHHII", 57, 0, 0, 2, 0, 0, 1, 0, 1, 1, 0, 120, len(name), 0, 0)
    return header(CREATE, id) + body + name


def opened(id: int, size: int, file: bytes = ID) -> bytes:
    body = struct.pack("<HBBI4QQQII", 89, 0, 0, 1, *[0] * 4, size, size, 0x80, 0)
    return header(CREATE, id, 1) + body + file + bytes(8)


def asks_to_read(id: int, begin: int, size: int, file: bytes = ID, flags: int = 0) -> bytes:
    return header(READ, id, flags) + struct.pack("<HBBIQ", 49, 0x50, 0, size, begin) + file + bytes(17)


def read(id: int, data: bytes, status: int = 0) -> bytes:
    return header(READ, id, 1, status) + struct.pack("<HBBIII", 17, 80, 0, len(data), 0, 0) + data


def asks_to_write(id: int, begin: int, data: bytes, file: bytes = ID) -> bytes:
    return header(WRITE, id) + struct.pack("<HHIQ", 49, 112, len(data), begin) + file + bytes(16) + data


def talk(folder: Path, said: Said) -> Analysis:
    frames = conversation([(way, data[at:at + 1400]) for way, data in said for at in range(0, len(data), 1400)],
                          ports=(40000, 445))
    return analysed(folder, frames)


WORDS = b"".join(b"%06d " % at for at in range(3000))


def test_a_file_that_is_read_in_any_order(tmp_path: Path) -> None:
    half = len(WORDS) // 2
    said = [*tree(1, r"\\server\docs"), (0, wire(asks_to_open(2, r"plans\next year.txt"))),
            (1, wire(opened(2, len(WORDS)))),
            (0, wire(asks_to_read(3, half, half))), (0, wire(asks_to_read(4, 0, half))),
            (1, wire(read(3, WORDS[half:]))), (1, wire(read(4, WORDS[:half])))]
    with talk(tmp_path, said) as analysis:
        file, = analysis.files()
        assert (file.name, file.origin, file.protocol) == (
            "next year.txt", r"\\server\docs\plans\next year.txt", "smb2")
        assert (file.size, file.is_whole, file.missing, file.way) == (len(WORDS), True, (), 1)
        saved, = analysis.save_files([file], tmp_path / "out")
        assert Path(saved.path).read_bytes() == WORDS


def test_what_was_never_asked_for_is_missing(tmp_path: Path) -> None:
    said = [(0, wire(asks_to_open(2, "a.bin"))), (1, wire(opened(2, 5000))),
            (0, wire(asks_to_read(3, 1000, 500))), (1, wire(read(3, bytes(500))))]
    with talk(tmp_path, said) as analysis:
        file, = analysis.files()
        assert (file.missing, file.is_whole) == (((0, 1000), (1500, 5000)), False)


def test_what_is_written_in_a_compound_that_opens_it(tmp_path: Path) -> None:
    related = asks_to_write(3, 0, WORDS, LAST)
    related = related[:16] + struct.pack("<I", 4) + related[20:]
    said = [*tree(1, r"\\server\docs"), (0, wire(asks_to_open(2, "new.txt"), related)),
            (1, wire(opened(2, 0), header(WRITE, 3, 5) + struct.pack("<HHIIHH", 17, 0, len(WORDS), 0, 0, 0)))]
    with talk(tmp_path, said) as analysis:
        file, = analysis.files()
        assert (file.name, file.size, file.way, file.is_whole) == ("new.txt", len(WORDS), 0, True)


def test_pipes_refusals_and_broken_offsets_are_no_files(tmp_path: Path) -> None:
    said = [*tree(1, r"\\server\IPC$", 2), (0, wire(asks_to_open(2, "srvsvc"))), (1, wire(opened(2, 0))),
            (0, wire(asks_to_write(3, 0, b"rpc"))),
            (0, wire(asks_to_read(4, 0, 100))), (1, wire(read(4, b"no", 0xC0000022))),
            (0, wire(asks_to_write(5, 1 << 63, b"far"))), (0, struct.pack(">I", 64) + header(WRITE, 6, following=9))]
    with talk(tmp_path, said) as analysis:
        assert not list(analysis.files())


def test_a_lost_segment_leaves_a_hole(tmp_path: Path) -> None:
    said = [(0, wire(asks_to_open(2, "a.txt"))), (1, wire(opened(2, len(WORDS)))),
            (0, wire(asks_to_read(3, 0, len(WORDS)))), (1, wire(read(3, WORDS)))]
    frames = conversation([(way, data[at:at + 1400]) for way, data in said for at in range(0, len(data), 1400)],
                          ports=(40000, 445))
    del frames[10]
    with analysed(tmp_path, frames) as analysis:
        file, = analysis.files()
        (begin, end), = file.missing
        assert (end - begin, file.size) == (1400, len(WORDS))


def test_a_real_capture(captures: Path) -> None:
    """The hash is that of what tshark's --export-objects finds in it."""
    with analyze(str(captures / "smb1_smb2.pcap")) as analysis:
        file, = analysis.files()
        assert (file.name, file.size) == ("2009-12 Payroll.xlsx", 25940)
        assert file.sha256.startswith("ccec011226c8513d")


@pytest.mark.parametrize("cut", range(0, 260, 7))
def test_half_messages_do_no_harm(tmp_path: Path, cut: int) -> None:
    said = [(0, wire(asks_to_open(2, "a.txt"))), (1, wire(opened(2, 50))),
            (0, wire(asks_to_read(3, 0, 50))), (1, wire(read(3, bytes(50))))]
    with talk(tmp_path, [(way, data[:cut] + data[cut + 3:]) for way, data in said]) as analysis:
        list(analysis.files())
