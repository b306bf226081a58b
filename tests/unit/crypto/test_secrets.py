"""Key logs: lines that are of use, others, and files that are none."""
import os
from pathlib import Path

import pytest

from netloupe_engine.crypto.secrets import Secrets
from netloupe_engine.errors import CaptureError

RANDOM, SECRET = "0a" * 32, "bC" * 48


def read(*lines: str) -> tuple[int, int, int]:
    """Secrets, lines that say something, and of them those that are of no use."""
    secrets = Secrets()
    secrets.add("\n".join(lines).encode())
    return len(secrets), secrets.lines, secrets.ignored


def test_every_kind_of_line_that_is_needed_is_taken() -> None:
    assert read("# made by a test", f"CLIENT_RANDOM {RANDOM} {SECRET}\r",
                *(f"{label} {RANDOM} {SECRET[:64]}" for label in (
                    "CLIENT_EARLY_TRAFFIC_SECRET", "CLIENT_HANDSHAKE_TRAFFIC_SECRET",
                    "SERVER_HANDSHAKE_TRAFFIC_SECRET", "CLIENT_TRAFFIC_SECRET_0", "SERVER_TRAFFIC_SECRET_0")),
                "") == (6, 6, 0)


@pytest.mark.parametrize("line", [
    f"EXPORTER_SECRET {RANDOM} {SECRET}", f"RSA 0123456789abcdef {SECRET}", "hello", f"CLIENT_RANDOM {RANDOM}",
    f"CLIENT_RANDOM {RANDOM} ", f"CLIENT_RANDOM {RANDOM[2:]} {SECRET}", f"CLIENT_RANDOM {RANDOM} {SECRET}ab",
    f"CLIENT_RANDOM {RANDOM} {SECRET[:64]}", f"CLIENT_RANDOM {RANDOM} {SECRET[:-1]}g",
    f"client_random {RANDOM} {SECRET}", f"CLIENT_RANDOM {'z' * 64} {SECRET}", "\0" * 600,
    "CLIENT_RANDOM " + "a" * 9999])
def test_other_lines_are_counted(line: str) -> None:
    assert read(line) == (0, 1, 1)


def test_many_secrets_are_held_and_none_twice() -> None:
    lines = [f"CLIENT_RANDOM {number:064x} {SECRET}" for number in range(5000)]
    assert read(*lines, *lines) == (5000, 10_000, 0)


def test_a_file_is_read_in_pieces(tmp_path: Path) -> None:
    path = tmp_path / "keys.log"
    path.write_text("".join(f"CLIENT_RANDOM {number:064x} {SECRET}\n" for number in range(20_000)))
    secrets = Secrets()
    secrets.add_file(path)
    assert (len(secrets), secrets.ignored, secrets.is_full) == (20_000, 0, False)


def test_a_file_of_garbage_without_lines_ends(tmp_path: Path) -> None:
    path = tmp_path / "keys.log"
    path.write_bytes(os.urandom(3 << 20).replace(b"\n", b" ") + f"\nCLIENT_RANDOM {RANDOM} {SECRET}".encode())
    secrets = Secrets()
    secrets.add_file(path)
    assert (len(secrets), secrets.lines) == (1, 2)


def test_no_more_is_read_than_the_limit(tmp_path: Path) -> None:
    path = tmp_path / "keys.log"
    with path.open("wb") as file:
        file.write(f"CLIENT_RANDOM {RANDOM} {SECRET}\n".encode())
        file.truncate(1 << 30)            # zeros, without a line's end
    secrets = Secrets()
    secrets.add_file(path)
    assert len(secrets) == 1
    assert secrets.is_full


def test_what_cannot_be_read_says_why(tmp_path: Path) -> None:
    with pytest.raises(CaptureError, match="cannot be read: No such file"):
        Secrets().add_file(tmp_path / "none")
    with pytest.raises(CaptureError, match="Is a directory"):
        Secrets().add_file(tmp_path)


def test_secrets_are_not_shown() -> None:
    secrets = Secrets()
    secrets.add(f"CLIENT_RANDOM {RANDOM} {SECRET}".encode())
    assert SECRET.lower() not in repr(secrets).lower()
    with pytest.raises(TypeError):
        __import__("pickle").dumps(secrets)


def test_an_editors_mark_does_not_cost_the_first_line() -> None:
    assert read(f"\ufeffCLIENT_RANDOM {RANDOM} {SECRET}", "\ufeff# a comment", "\ufeff") == (1, 1, 0)
