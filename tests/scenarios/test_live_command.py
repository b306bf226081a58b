"""The real command on real traffic: loopback, pipes, a terminal; tshark says what was captured."""
import json
import os
import pty
import select
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from http.server import HTTPServer, SimpleHTTPRequestHandler
from pathlib import Path
from typing import Any

import pytest

from netloupe_engine import listening
from netloupe_engine.model import Readiness

NETLOUPE = str(Path(sys.executable).with_name("netloupe"))
SECONDS = 180       # what is waited for comes, on a busy machine only later
pytestmark = pytest.mark.usefixtures("system_as_it_is")
may_capture = pytest.mark.skipif(listening.permission("lo").readiness is not Readiness.READY,
                                 reason="nobody may capture here")


class Quiet(SimpleHTTPRequestHandler):
    """A server that waits a little, so that its connections can be seen."""

    def do_GET(self) -> None:
        time.sleep(0.8)
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"x" * 5000)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def port() -> Iterator[int]:
    with HTTPServer(("127.0.0.1", 0), Quiet) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield server.server_port
        server.shutdown()
        thread.join()


def begun(*words: object, **options: Any) -> subprocess.Popen[str]:
    return subprocess.Popen([NETLOUPE, *map(str, words)], text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                            **options)


def ended(process: subprocess.Popen[str], status: int = 0) -> tuple[str, str]:
    out, error = process.communicate(timeout=SECONDS)
    assert process.returncode == status, error
    return out, error


def until(what: Callable[[], object]) -> None:
    end = time.monotonic() + SECONDS
    while not what():
        assert time.monotonic() < end
        time.sleep(0.05)


@pytest.fixture
def udp_port() -> int:
    """One that nobody else sends to."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    return port


def fetch(port: int) -> None:
    with socket.create_connection(("127.0.0.1", port)) as client:
        client.sendall(b"GET / HTTP/1.0\r\n\r\n")
        while client.recv(65536):
            pass


def packets_by_tshark(path: Path) -> int:
    done = subprocess.run(["tshark", "-r", path, "-T", "fields", "-e", "frame.number"], capture_output=True, text=True,
                          timeout=SECONDS, check=False)
    assert done.returncode == 0, done.stderr
    return len(done.stdout.splitlines())


@pytest.mark.root
@may_capture
@pytest.mark.skipif(shutil.which("tshark") is None, reason="no tshark here")
def test_traffic_on_loopback_is_captured_named_and_kept(port: int, tmp_path: Path) -> None:
    out = tmp_path / "out.pcapng"
    command = begun("capture", "-i", "lo", "-f", f"tcp port {port}", "-w", out, "--format", "json")
    until(out.exists)
    fetch(port)
    time.sleep(0.5)
    command.send_signal(signal.SIGINT)
    text, error = ended(command)
    assert error == ""
    live = json.loads(text)
    assert live["capture"]["packets"] == packets_by_tshark(out) > 8
    assert live["live"]["dropped"] == 0
    assert (live["live"]["phase"], live["live"]["files"]) == ("stopped", [str(out)])
    [session] = live["sessions"]
    assert session["attributes"]["process.pid"] == [os.getpid(), os.getpid()]
    assert session["attributes"]["process.end"] == ["initiator", "responder"]
    again, _ = ended(begun("analyze", out, "--format", "json"))
    assert json.loads(again)["sessions"] == live["sessions"]
    names, _ = ended(begun("analyze", out, "--format", "csv"))
    assert Path(sys.executable).name.partition(".")[0][:6] in names


@pytest.mark.root
@may_capture
def test_it_stops_after_so_many_packets(tmp_path: Path, udp_port: int) -> None:
    out = tmp_path / "out.pcapng"
    command = begun("capture", "-i", "lo", "-f", f"udp port {udp_port}", "--packets", 5, "-w", out, "--format", "json",
                    "--no-process-names")
    until(out.exists)
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sender:
        while command.poll() is None:
            sender.sendto(b"x", ("127.0.0.1", udp_port))
            time.sleep(0.02)
    found = json.loads(ended(command)[0])
    assert found["capture"]["packets"] == 5
    assert found["live"]["reason"] == "The number of packets asked for is reached."


@pytest.mark.root
@may_capture
def test_a_terminal_shows_what_goes_on_and_ctrl_c_ends_it(port: int) -> None:
    master, slave = pty.openpty()
    kind = {"TERM": "xterm", "COLUMNS": "200", "LINES": "40"}
    with subprocess.Popen([NETLOUPE, "capture", "-i", "lo", "-f", f"tcp port {port}"], stdin=slave, stdout=slave,
                          stderr=slave, start_new_session=True, env=os.environ | kind,
                          preexec_fn=_take_terminal) as command:
        os.close(slave)
        shown = _read(master, b"Ctrl+C ends it")
        asked = threading.Thread(target=fetch, args=(port,))
        asked.start()
        shown += _read(master, b"http")
        os.write(master, b"\x03")
        asked.join()
        shown += _read(master, b"")
        status = command.wait(SECONDS)
    os.close(master)
    text = shown.decode(errors="replace")
    assert status == 0
    assert "Ctrl+C ends it" in text
    assert "packets/s" in text
    assert "lo: " in text.splitlines()[-1]
    assert "received, 0 dropped by the kernel" in text
    assert "Traceback" not in text


def _read(terminal: int, awaited: bytes) -> bytes:
    """What is shown until this is, or until the other side has gone."""
    shown = b""
    while (not awaited or awaited not in shown) and select.select([terminal], [], [], SECONDS / 3)[0]:
        try:
            shown += os.read(terminal, 65536)
        except OSError:         # how Linux says that the other side has gone
            break
    return shown


def _take_terminal() -> None:
    import fcntl
    import termios
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


@pytest.mark.root
@may_capture
def test_what_a_killed_capture_leaves_behind_opens_again(tmp_path: Path, udp_port: int) -> None:
    state = {"XDG_STATE_HOME": str(tmp_path)}
    command = begun("capture", "-i", "lo", "-f", f"udp port {udp_port}", env={**os.environ, **state})
    until(lambda: list(tmp_path.glob("netloupe/captures/*/*.pcapng")))
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sender:
        for _ in range(5):
            sender.sendto(b"x", ("127.0.0.1", udp_port))
    time.sleep(1.5)         # complete up to the last second, that is the promise
    command.kill()
    command.communicate()
    time.sleep(0.5)
    program = ("from netloupe_engine.listening import *; [folder] = unsaved_captures(); left = reopen(folder); "
               "left.analysis.wait(); print(left.analysis.capture.packets, len(unsaved_captures())); "
               f"print(left.save('{tmp_path}/kept.pcapng')); left.close(); print(len(unsaved_captures()))")
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=SECONDS,
                          env={**os.environ, **state}, check=False)
    assert (done.stdout, done.stderr) == ("5 0\n5\n0\n", "")
    assert (tmp_path / "kept.pcapng").exists()
    assert list(tmp_path.glob("netloupe/captures/*")) == []


def test_a_pipe_gives_what_the_file_gives(sample: Path) -> None:
    with sample.open("rb") as file, subprocess.Popen(["cat"], stdin=file, stdout=subprocess.PIPE) as cat:
        piped = json.loads(ended(begun("analyze", "-", "--format", "json", stdin=cat.stdout))[0])
    with sample.open("rb") as file:
        redirected = json.loads(ended(begun("analyze", "-", "--format", "json", stdin=file))[0])
    direct = json.loads(ended(begun("analyze", sample, "--format", "json"))[0])
    assert piped["capture"].pop("path") == redirected["capture"].pop("path") == "-"
    direct["capture"].pop("path")
    assert piped == redirected == direct


@pytest.mark.skipif(shutil.which("tcpdump") is None, reason="no tcpdump here")
def test_tcpdump_into_analyze(sample: Path) -> None:
    with subprocess.Popen(["tcpdump", "-r", sample, "-w", "-"], stdout=subprocess.PIPE,
                          stderr=subprocess.DEVNULL) as tcpdump:
        lines = ended(begun("analyze", "-", "--format", "jsonl", stdin=tcpdump.stdout))[0].splitlines()
    assert len(lines) == len(ended(begun("analyze", sample, "--format", "jsonl"))[0].splitlines())


@pytest.mark.parametrize(("written", "sentence"), [
    (b"", "The other program ended before its capture began."),
    (b"GET / HTTP/1.1\r\n", "What comes is not a capture"),
])
def test_a_pipe_without_a_capture(written: bytes, sentence: str) -> None:
    source, target = os.pipe()
    os.write(target, written)
    os.close(target)
    assert sentence in ended(begun("analyze", "-", stdin=source), 2)[1]
    os.close(source)


def test_a_pipe_that_breaks_off_is_used_as_far_as_it_goes(sample: Path) -> None:
    with subprocess.Popen(["head", "-c", "200001", sample], stdout=subprocess.PIPE) as head:
        text, error = ended(begun("analyze", "-", "--format", "json", stdin=head.stdout), 1)
    assert json.loads(text)["capture"]["packets"] > 100
    assert "damaged at byte" in error


def test_a_fifo_is_followed_from_writer_to_writer(sample: Path, tmp_path: Path) -> None:
    fifo, out = tmp_path / "fifo", tmp_path / "out.pcapng"
    os.mkfifo(fifo)
    command = begun("capture", "-r", fifo, "-w", out, "--format", "json", "--packets", 2 * 1452)
    for _ in range(2):
        fifo.write_bytes(sample.read_bytes())
        time.sleep(0.5)
    found = json.loads(ended(command)[0])
    assert (found["capture"]["packets"], found["capture"]["path"]) == (2904, str(fifo))
    if shutil.which("tshark"):
        assert packets_by_tshark(out) == 2904


def test_to_stop_while_somebody_writes_is_no_damage(sample: Path, tmp_path: Path) -> None:
    fifo = tmp_path / "fifo"
    os.mkfifo(fifo)
    command = begun("capture", "-r", fifo, "--format", "json")
    with fifo.open("wb", buffering=0) as writer:
        writer.write(sample.read_bytes()[:50_001])
        time.sleep(1)
        command.send_signal(signal.SIGTERM)
        text, error = ended(command)
    assert error == ""
    assert json.loads(text)["capture"]["packets"] > 50


def test_no_pipe_is_refused() -> None:
    assert "not a pipe" in ended(begun("capture", "-r", "-", stdin=subprocess.DEVNULL), 2)[1]


def test_an_interface_that_is_not_there() -> None:
    out, error = ended(begun("capture", "-i", "no-such-interface"), 2)
    assert out == ""
    assert error.startswith("netloupe: ")


@pytest.mark.root
@may_capture
def test_a_filter_that_is_none() -> None:
    assert "syntax" in ended(begun("capture", "-i", "lo", "-f", "tcp port ("), 2)[1]


def test_interfaces_as_data() -> None:
    found = json.loads(ended(begun("interfaces", "--format", "json"))[0])
    loopback = next(row for row in found["interfaces"] if row["name"] == "lo")
    assert "127.0.0.1" in loopback["addresses"]
    assert loopback["loopback"]
