"""A capture that another program truncates while it is read; tried in a process of its own, which must not die."""
import signal
import subprocess
import sys
from pathlib import Path

from tests.unit.capture.builders import Packet, pcap

SETUP = """
import os, signal, sys
from netloupe_engine.capture.file import CaptureFile
path = sys.argv[1]
file = CaptureFile(path)
packets = file.packets()
"""


def run(code: str, path: Path, *options: str) -> subprocess.CompletedProcess[str]:
    path.write_bytes(pcap(Packet(bytes(1000), n * 1000) for n in range(20_000)))
    return subprocess.run([sys.executable, *options, "-c", SETUP + code, str(path)], capture_output=True, text=True,
                          check=False, timeout=60)


def test_truncation_is_damage(tmp_path: Path) -> None:
    done = run("""
for _ in range(1000):
    last = next(packets)
os.truncate(path, 5_000_000)
rest = list(packets)
damage = file.damage
assert damage.packet == 1000 + len(rest) and len(rest) < 5000, (damage, len(rest))
assert all(packet[1] == (packet[0] - 1) * 1000 and packet[2] == 1000 for packet in rest)
assert file.packet_at(24) is not None
file.close()
print(damage.reason)
""", tmp_path / "a.pcap")
    assert (done.stdout, done.stderr, done.returncode) == (
        "The file was cut short by another program while it was read.\n", "", 0)


def test_later_files_are_not_affected(tmp_path: Path) -> None:
    done = run("""
other = path + '2'
open(other, 'wb').write(open(path, 'rb').read())
second = CaptureFile(other)
os.truncate(path, 100)
assert len(list(packets)) == 0
file.close()
assert len(list(second.packets())) == 20_000 and second.damage is None
second.close()
assert len(list(CaptureFile(other).packets())) == 20_000
""", tmp_path / "a.pcap")
    assert (done.stderr, done.returncode) == ("", 0)


def test_other_bus_errors_still_end_the_process(tmp_path: Path) -> None:
    foreign = """
import mmap
open(path + '3', 'wb').write(bytes(1 << 20))
descriptor = os.open(path + '3', os.O_RDWR)
memory = mmap.mmap(descriptor, 1 << 20)
os.truncate(path + '3', 0)
memory[500_000]
"""
    for code in (foreign, "os.kill(os.getpid(), signal.SIGBUS)"):
        for options in ((), ("-X", "faulthandler")):
            assert run(code, tmp_path / "a.pcap", *options).returncode == -signal.SIGBUS
    assert run("import faulthandler; faulthandler.enable(); CaptureFile(path)" + foreign,
               tmp_path / "a.pcap").returncode == -signal.SIGBUS
