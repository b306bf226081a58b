"""Names that others chose, as names of files."""
import pytest

from netloupe_engine.files.names import NAME_MAX, safe_name, shortened


@pytest.mark.parametrize(("said", "name"), [
    ("report.pdf", "report.pdf"), ("../../etc/passwd", "passwd"), (r"C:\Windows\System32\cmd.exe", "cmd.exe"),
    ("a/b/", "b"), ("..", "otherwise"), ("/", "otherwise"), ("", "otherwise"), ("\0\1\2", "otherwise"),
    (".bashrc", "bashrc"), ("trailing. . ", "trailing"), ("-rf", "_-rf"), ("~root", "_~root"),
    ("CON", "_CON"), ("nul.txt", "_nul.txt"), ("Com1.tar.gz", "_Com1.tar.gz"), ("LPT³", "_LPT³"),
    ("console.txt", "console.txt"),
    ('a<b>c:d"e|f?g*h', "a_b_c_d_e_f_g_h"), ("line\nfeed\ttab", "linefeedtab"),
    ("harmless\u202efdp.exe", "harmlessfdp.exe"), ("zero\u200bwidth\ufeff.txt", "zerowidth.txt"), ("\ud800x", "x"),
    ("e\u0301.txt", "é.txt"), ("many   blanks\u00a0here", "many blanks here")])
def test_a_name_has_no_path_nothing_unseen_and_nothing_reserved(said: str, name: str) -> None:
    assert safe_name(said, "otherwise") == name


@pytest.mark.parametrize("said", [
    "x" * 5000 + ".pdf", "ü" * 300 + ".pdf", "\U0001f600" * 300 + ".pdf", "a." + "b" * 4000])
def test_a_long_name_is_shortened_before_its_suffix(said: str) -> None:
    name = safe_name(said, "otherwise")
    assert 0 < len(name) <= NAME_MAX
    assert len(name.encode()) <= 200
    assert name.endswith(".pdf") == said.endswith(".pdf")
    numbered = shortened(name, " (1048575)")
    assert len(numbered) <= NAME_MAX
    assert len(numbered.encode()) <= 200
    assert " (1048575)" in numbered
