"""Numbers that compiled code takes from tables, written by the build."""
import subprocess
import sys
from pathlib import Path

import pytest

from netloupe_engine.protocols.application.tls import TLS

TABLES = Path("engine", "netloupe_engine", "protocols")


@pytest.fixture
def written(root: Path, tmp_path: Path):
    def write(table: str) -> dict[str, int]:
        depfile, source = tmp_path / "numbers.d", root / TABLES / table
        command = [sys.executable, "-IBS", root / TABLES / "generate.py", depfile, tmp_path, source.parent, source.stem]
        subprocess.run(command, check=True)
        assert str(source) in depfile.read_text()
        pairs = [line.split(" = ") for line in (tmp_path / f"{source.stem}.pxd").read_text().splitlines()
                 if " = " in line]
        return {name.strip(): int(number) for name, number in pairs}
    return write


def test_a_tables_fields_and_findings_are_numbered_in_its_order(written) -> None:
    numbers = written("application/tls.py")
    assert [numbers[f"F_{field.name.upper()}"] for field in TLS.numbered] == list(range(len(TLS.fields)))
    assert numbers["FINDING_OLD_VERSION"] == [found.key for found in TLS.findings].index("old_version")
    assert numbers["FIELD_COUNT"] == len(TLS.fields)


def test_what_code_of_several_protocols_puts_has_one_number(written) -> None:
    shared = written("application/_dns_fields.py")
    for table in ("dns", "mdns", "llmnr"):
        assert {name: number for name, number in written(f"application/{table}.py").items()
                if name in shared and name != "FIELD_COUNT"} == {
            name: number for name, number in shared.items() if name != "FIELD_COUNT"}


def test_the_engines_own_findings_are_numbered(written) -> None:
    assert written("findings.py")["FINDING_PACKET_MALFORMED"] == 0


def test_what_has_not_changed_is_not_written_again(written, tmp_path: Path) -> None:
    written("application/tls.py")
    (tmp_path / "tls.pxd").touch()
    before = (tmp_path / "tls.pxd").stat().st_mtime_ns
    written("application/tls.py")
    assert (tmp_path / "tls.pxd").stat().st_mtime_ns == before
    (tmp_path / "tls.pxd").write_text("of another table")
    assert written("application/tls.py")["FIELD_COUNT"] == len(TLS.fields)


def test_several_tables_at_once_are_as_they_are_alone(root: Path, written, tmp_path: Path) -> None:
    alone = {name: written(f"application/{name}.py") and (tmp_path / f"{name}.pxd").read_text()
             for name in ("_dns_fields", "dns", "mdns", "quic", "tls")}
    together = tmp_path / "together"
    together.mkdir()
    subprocess.run([sys.executable, "-IBS", root / TABLES / "generate.py", together / "numbers.d", together,
                    root / TABLES / "application", *alone], check=True)
    assert {name: (together / f"{name}.pxd").read_text() for name in alone} == alone
