"""Rules as a whole: what they are called and say, and that who has nothing to find costs nothing."""
import subprocess
import sys
from pathlib import Path

import pytest

from netloupe_engine.analysis import analyze, explanation, known_findings
from netloupe_engine.handler import follower
from netloupe_engine.model import Settings
from netloupe_engine.rules import gates
from netloupe_engine.rules.table import KINDS, RULES, THRESHOLDS
from tests.unit.capture.builders import NANOSECONDS, pcap_header
from tests.unit.living import living, soon
from tests.unit.rules.judged import told
from tests.unit.rules.test_scans import PORTS, tries
from tests.unit.test_live import records
from tests.unit.traffic import Timed, analysed, capture, conversation, tcp


def test_every_rule_says_what_it_means() -> None:
    assert {kind.key for kind in KINDS} <= set(known_findings())
    for rule in RULES:
        kind = rule.finding
        assert explanation(kind.key).endswith(".")
        assert hasattr(gates, rule.gate)
        assert kind.text[0].islower() or kind.text[:2].isupper()
        assert all(one.name.startswith(f"{kind.key}.") and one.says for one in rule.thresholds)
    assert len(THRESHOLDS) == sum(len(rule.thresholds) for rule in RULES)


def test_a_small_capture_needs_no_numpy_for_its_findings(tmp_path: Path) -> None:
    path = capture(tmp_path, conversation([(0, b"hello"), (1, b"you")], ports=(40_000, 9)))
    code = ("import sys; from netloupe_engine.analysis import analyze\n"
            f"with analyze({str(path)!r}) as analysis: analysis.findings(); print('numpy' in sys.modules)")
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"


def test_findings_of_rules_are_the_same_for_any_number_of_handlers(tmp_path: Path) -> None:
    frames = [*tries("S"), *tries("F", PORTS, "10.0.3.1")]
    frames.sort(key=lambda frame: frame[0])
    one, two = ([(row.kind, row.text, list(row.sessions), list(row.packets))
                 for row in analysed(tmp_path, frames, handlers=handlers).findings() if row.kind == "scan.ports"]
                for handlers in (1, 2))
    assert one == two
    assert len(one) == 2


def test_many_of_one_kind_are_counted(tmp_path: Path) -> None:
    frames: list[Timed] = []
    for host in range(1, 8):
        frames += tries("F", PORTS, f"10.0.3.{host}")
    frames.sort(key=lambda frame: frame[0])
    with analysed(tmp_path, frames, Settings(findings_max=5)) as analysis:
        rows = analysis.findings()
        assert sum(row.kind == "scan.ports" for row in rows) == 5
        assert "2 more findings of kind scan.ports were not kept" in [row.text for row in rows]


def test_groups_add_up_what_rules_found(tmp_path: Path) -> None:
    with analysed(tmp_path, [*tries("S"), (9.0, tcp(0, "S", 1, server="10.0.9.9"))]) as analysis:
        groups = analysis.group_by("server")
        assert sorted(groups.column("findings").tolist()) == [0, 60]      # 40 of the scan, 20 refused
        assert analysis.filter("findings == 0").tolist() == [41]
        assert analysis.filter("findings == 2").tolist() == list(range(1, 41, 2))
        table = analysis.finding_table(analysis.filter("port == 140"))
        assert [(row.kind, int(table.session[at])) for at, row in enumerate(table.listed[i] for i in table.at)] == [
            ("scan.ports", 40)]
        assert len(table.sessions_of(0)) == len(table.packets_of(0)) == 40


def test_a_live_capture_tells_of_a_scan_while_it_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(follower, "JUDGE_S", 0.0)
    frames = tries("S")
    with living(tmp_path, Settings()) as live:
        live.recorder.begin(pcap_header(magic=NANOSECONDS) + records(frames[:6]))
        live.reach(6)
        assert not told(live.analysis, "scan")
        live.write(records(frames[6:]), len(frames))
        soon(lambda: bool(told(live.analysis, "scan.ports")))
        assert not live.analysis.progress.finished
        live.rest()
        assert len(told(live.analysis, "scan.ports")[0].packets) == len(PORTS)


@pytest.mark.foreign
def test_gates_keep_no_rule_from_what_it_would_find(captures: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("smtp", "sctp_www", "snmpv2_getbulk", "tcp_zero_window", "http2_h2c", "icmp_types_errors"):
        path = captures / f"{name}.pcap"
        with analyze(path) as analysis:
            found = analysis.findings()
        with monkeypatch.context() as patched:
            patched.setattr(gates, "SMALL_SESSIONS", -1)
            with analyze(path) as again:
                assert again.findings() == found, path.name
