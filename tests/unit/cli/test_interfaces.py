"""What `interfaces` says of interfaces and rights, the system's answers being ours."""
import json

import pytest

from netloupe_engine import listening
from netloupe_engine.cli import interfaces, main
from netloupe_engine.model import Device, Permission, Readiness

ETH = Device("eth0", "Uplink", ("02:00:00:00:00:01", "192.0.2.2"), ("EN10MB",), True, True, False, False)
WLAN = Device("wlan0", "evil\x1b[2J", (), (), False, False, False, True)
LO = Device("lo", "", ("127.0.0.1",), ("EN10MB",), True, True, True, False)
READY = Permission(Readiness.READY, "helper", "Packets can be captured.")
DOWN = Permission(Readiness.FIXABLE, "helper", "wlan0: The interface is not up.", "sudo ip link set wlan0 up")
FIXABLE = Permission(Readiness.FIXABLE, "", "The helper lacks the right.", "sudo setcap cap_net_raw+ep /x")


@pytest.fixture(autouse=True)
def system(monkeypatch: pytest.MonkeyPatch) -> dict[str, Permission]:
    """Permissions by device, "" in general."""
    answers = {"": READY, "wlan0": DOWN}
    packets = iter(({"eth0": 100, "lo": 5}, {"eth0": 350, "lo": 5, "tun0": 9}))
    monkeypatch.setattr(listening, "devices", lambda: (ETH, WLAN, LO))
    monkeypatch.setattr(listening, "permission", lambda device="": answers.get(device, READY))
    monkeypatch.setattr(listening, "device_packets", lambda: next(packets))
    monkeypatch.setattr(interfaces, "RATE_SECONDS", 0.05)
    return answers


def test_the_table_ends_with_what_helps(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["interfaces"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].split() == ["name", "state", "capture", "link", "type", "addresses", "description"]
    assert lines[1].split()[:3] == ["eth0", "up", "yes"]
    assert "down, wireless" in lines[2]
    assert "evil\\x1b[2J" in lines[2]
    assert lines[-2:] == ["wlan0: The interface is not up.", "    sudo ip link set wlan0 up"]


def test_without_any_right_the_reason_is_said_once(system: dict[str, Permission],
                                                   capsys: pytest.CaptureFixture[str]) -> None:
    system[""] = FIXABLE
    assert main(["interfaces"]) == 0
    out = capsys.readouterr().out
    assert " yes " not in out
    assert out.count(FIXABLE.fix) == 1
    assert out.endswith(f"    {FIXABLE.fix}\n")


def test_rates_are_packets_per_second(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["interfaces", "--rate", "--format", "json"]) == 0
    found = json.loads(capsys.readouterr().out)
    rates = {row["name"]: row["packets_per_second"] for row in found["interfaces"]}
    assert 250 / 0.5 < rates["eth0"] <= 250 / 0.05
    assert (rates["lo"], rates["wlan0"]) == (0, None)


def test_as_data(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["interfaces", "--format", "json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["netloupe"] == 1
    assert found["permission"] == {"readiness": "ready", "way": "helper", "reason": READY.reason, "fix": None}
    assert found["interfaces"][0] == {
        "name": "eth0", "description": "Uplink", "addresses": ["02:00:00:00:00:01", "192.0.2.2"],
        "link_types": ["EN10MB"], "up": True, "running": True, "loopback": False, "wireless": False,
        "permission": found["permission"], "packets_per_second": None}
    assert found["interfaces"][1]["permission"]["fix"] == DOWN.fix
