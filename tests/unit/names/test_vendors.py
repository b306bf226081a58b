"""Tables of vendors, in the forms in which they are to be had."""
from pathlib import Path

import pytest

from netloupe_engine.errors import NamesError
from netloupe_engine.names.vendors import read_vendors

CSV = ('Registry,Assignment,Organization Name,Organization Address\r\n'
       'MA-L,00000C,"Cisco Systems, Inc","170 WEST TASMAN DRIVE SAN JOSE CA US 95134 "\r\n'
       'MA-M,0055DA1,"Shinko Technos co.,ltd.",Osaka\r\nMA-S,70B3D5F3F,Quarter Lines,x\r\n')
TXT = ("OUI/MA-L                                                    Organization\n"
       "company_id                                                  Organization\n"
       "                                                            Address\n\n"
       "00-00-0C   (hex)\t\tCisco Systems, Inc\n00000C     (base 16)\t\tCisco Systems, Inc\n"
       "\t\t\t\t170 WEST TASMAN DRIVE\n\t\t\t\tSAN JOSE  CA  95134\n\t\t\t\tUS\n\n")
MANUF = ("# a comment\n00:00:0C\tCisco\tCisco Systems, Inc\n"
         "00:55:DA:10:00:00/28\tShinkoTechno\tShinko Technos co.,ltd.\n"
         "70:B3:D5:F3:F0:00/36\tQuarterLines\tQuarter Lines\n01:00:0C:CC:CC:CC\tCDP/VTP\n")
NMAP = "# comment\n00000C Cisco Systems\n0055DA1 Shinko Technos\n70B3D5F3F Quarter Lines\n"


@pytest.mark.parametrize(("text", "names"), [
    (CSV, ("Cisco Systems, Inc", "Shinko Technos co.,ltd.", "Quarter Lines")), (TXT, ("Cisco Systems, Inc", "", "")),
    (MANUF, ("Cisco Systems, Inc", "Shinko Technos co.,ltd.", "Quarter Lines")),
    (NMAP, ("Cisco Systems", "Shinko Technos", "Quarter Lines"))])
def test_every_form_is_understood(tmp_path: Path, text: str, names: tuple[str, ...]):
    path = tmp_path / "table"
    path.write_text(text, encoding="utf-8")
    found, _odd = read_vendors(path)
    addresses = ("00000c112233", "0055da1fffff", "70b3d5f3f001")
    assert tuple(found.vendor(bytes.fromhex(address)) for address in addresses) == names
    for nobody in ("0055da200000", "70b3d5f40000", "02000c112233", "01000ccccccc", "", "00000c"):
        assert found.vendor(bytes.fromhex(nobody)) == ""


def test_the_longest_prefix_counts(tmp_path: Path):
    path = tmp_path / "table"
    path.write_text("00:1B:C5\tIEEE\tIEEE Registration Authority\n"
                    "00:1B:C5:00:00:00/36\tConverging\tConverging Systems\n")
    found, _odd = read_vendors(path)
    assert found.vendor(bytes.fromhex("001bc5000123")) == "Converging Systems"
    assert found.vendor(bytes.fromhex("001bc5100123")) == "IEEE Registration Authority"


@pytest.mark.parametrize("data", [b"", b"Added by nobody\nA house\n", b"\x00" * 1000,
                                  b"Registry,Assignment\n" + b'"' * 9000,
                                  b"00:00:0C/7\tx\n00:00:0C/99\ty\nzz:zz:zz\tz\n"])
def test_what_is_no_table_is_refused(tmp_path: Path, data: bytes):
    path = tmp_path / "table"
    path.write_bytes(data)
    with pytest.raises(NamesError, match="no table of vendors"):
        read_vendors(path)


def test_an_editors_mark_is_no_part_of_a_table(tmp_path: Path):
    path = tmp_path / "manuf"
    path.write_bytes(b"\xef\xbb\xbf00:00:0C\tCisco\r\n")
    assert read_vendors(path)[0].vendor(bytes.fromhex("00000c123456")) == "Cisco"
