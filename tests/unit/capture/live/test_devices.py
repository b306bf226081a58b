import socket
import sys

import pytest

from netloupe_engine.capture.live import devices, filters, permission, traffic
from netloupe_engine.errors import CaptureError
from netloupe_engine.model import Readiness


def test_the_loopback_device_is_among_them() -> None:
    found = {device.name: device for device in devices.devices()}
    assert found["lo"].loopback
    assert found["lo"].link_types == ("EN10MB",)
    assert set(found) - {"any"} <= {name for _, name in socket.if_nameindex()}
    assert "any" in found
    assert found["any"].link_types == ("LINUX_SLL2",)
    for device in found.values():
        assert "00:00:00:00:00:00" not in device.addresses


def test_addresses_begin_with_the_link_layer_s() -> None:
    for device in devices.devices():
        hardware = [address for address in device.addresses if address.count(":") == 5 and len(address) == 17]
        assert list(device.addresses[:len(hardware)]) == hardware


def test_a_device_by_its_name() -> None:
    assert devices.device("lo").name == "lo"
    with pytest.raises(CaptureError):
        devices.device("no such")


def test_without_libpcap_the_rest_works(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "netloupe_engine.capture.live._libpcap", None)
    assert devices.devices() == ()
    with pytest.raises(CaptureError, match="libpcap"):
        filters.check_filter("tcp")
    permission.forget()
    answer = permission.permission()
    permission.forget()
    assert answer.readiness is Readiness.NO_LIBPCAP
    assert answer.fix.startswith("sudo apt install")


def test_packets_so_far() -> None:
    before = traffic.device_packets()
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as out:
        for _ in range(10):
            out.sendto(b"", ("127.0.0.1", 9))
    after = traffic.device_packets()
    assert after["lo"] - before["lo"] >= 20        # each is sent and received
    assert after["any"] == sum(count for name, count in after.items() if name != "any")
