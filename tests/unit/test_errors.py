"""The error tree: what the command line and the window rely on."""
import inspect
from pathlib import Path

import pytest

from netloupe_engine import errors, open_capture
from netloupe_engine.errors import CaptureError, ChangedError, NetloupeError, PermissionDeniedError


def test_every_error_is_one_of_ours() -> None:
    found = [kind for _, kind in inspect.getmembers(errors, inspect.isclass)]
    assert found
    assert all(issubclass(kind, NetloupeError) and kind.__doc__ for kind in found)
    assert issubclass(ChangedError, CaptureError)


def test_a_refusal_may_say_what_helps() -> None:
    assert PermissionDeniedError("You may not.").fix == ""
    assert (str(PermissionDeniedError("You may not.", "sudo x")), PermissionDeniedError("", "sudo x").fix) == \
        ("You may not.", "sudo x")


@pytest.mark.parametrize("content", [b"", b"GET / HTTP/1.1\r\n", b"\x1f\x8b", b"\xd4\xc3\xb2\xa1"])
def test_what_is_no_capture_is_said_in_a_sentence(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x"
    path.write_bytes(content)
    with pytest.raises(CaptureError) as refused:
        open_capture(path)
    assert str(refused.value).endswith(".")
    assert "\n" not in str(refused.value)
