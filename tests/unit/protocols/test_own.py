"""A user's own protocols: files named on the command line or lying in the configuration folder."""
import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from netloupe_engine.cli import COMMANDS
from tests.unit.traffic import capture, conversation

GOOD = '''
from netloupe_engine.protocols.define import Field, Framing, Protocol, octets, u8, u16
MINE = Protocol(key="mine", title="Mine", reference="-", layer=7, rides_on={"tcp.port": 80},
                framing=Framing(header=3, length=u8, at=2, adds=3),
                layout=(Field("magic", u16, only=(0xBEEF,)),
                        Field("length", u8),
                        Field("data", octets, scope="session")))
'''


def netloupe(*words: str, home: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", "netloupe_engine", *words], capture_output=True, text=True,
                          check=False, env=os.environ | {"XDG_CONFIG_HOME": str(home)})


@pytest.fixture
def spoken(tmp_path: Path) -> str:
    return str(capture(tmp_path, conversation([(0, b"\xbe\xef\x02hi")])))


def test_a_file_that_is_named_is_there_in_any_command(tmp_path: Path, spoken: str) -> None:
    file = tmp_path / "mine.py"
    file.write_text(GOOD)
    done = netloupe("analyze", spoken, "--format", "json", "--protocols", str(file), home=tmp_path)
    assert '"application": "mine"' in done.stdout
    assert '"mine.data": ["6869"]' in done.stdout
    assert not done.stderr
    assert "mine.magic" in netloupe(f"--protocols={file}", "protocols", "mine", home=tmp_path).stdout


def test_the_configuration_folder_is_read_at_each_start(tmp_path: Path, spoken: str) -> None:
    folder = tmp_path / "netloupe" / "protocols"
    folder.mkdir(parents=True)
    (folder / "mine.py").write_text(GOOD)
    assert '"application": "mine"' in netloupe("analyze", spoken, "--format", "json", home=tmp_path).stdout


@pytest.mark.parametrize(("text", "line", "said"), [
    (GOOD.replace('"data", octets', '"data", u40'), 7, "u40"),
    (GOOD.replace('Field("length", u8)', 'Field("magic", u8)'), 6, "two fields have one name: magic"),
    (GOOD.replace('"length", u8)', '"length", number)').replace("octets, u8", "number, octets, u8"), 6, "field length"),
    ("a = 1\nb = = 2\n", 2, "SyntaxError"), ("x = 1\n", 1, "no protocol MINE"),
    ("import os\nos._nothing\n", 2, "_nothing"),
    (GOOD.replace('key="mine"', 'key="dns"'), 3, "has the key dns"),
    (GOOD.replace("layer=7,", 'layer=7, info="{data}",'), 3, "info is a tuple of texts"),
    (GOOD.replace("layer=7,", 'layer=7, info=("{dat}",),'), 3, "info '{dat}' names no field dat"),
    (GOOD.replace('"length", u8)', '"length", u8, names="TYPE")'), 6, "field length: names is made by names(...)"),
    (GOOD.replace('scope="session"', 'scope="sesion"'), 7, "field data: scope is one of packet, session, message"),
    (GOOD.replace("import Field", "import Field, of, when").replace(
        'Field("length", u8)', 'Field("length", u8), when(of("magic") > 1 and of("length") > 0, Field("x", u8))'), 6,
     "each comparison in parentheses"),
])
def test_errors_name_file_and_line_and_nothing_else_is_switched_off(tmp_path: Path, spoken: str, text: str, line: int,
                                                                    said: str) -> None:
    file = tmp_path / "mine.py"
    file.write_text(text)
    done = netloupe("analyze", spoken, "--format", "json", "--protocols", str(file), home=tmp_path)
    assert done.returncode == 0
    assert f"{file}, line {line}: protocol mine is switched off" in done.stderr
    assert said in done.stderr
    assert '"application": "mine"' not in done.stdout
    assert '"path": "eth.ip.tcp' in done.stdout


NOTED = GOOD.replace("import Field", "import Finding, Severity, Field").replace(
    "layer=7,", 'layer=7, findings=(Finding("odd", Severity.NOTE, "Odd."), Finding("even", Severity.NOTE, "Even.")),')


@pytest.mark.parametrize(("text", "said"), [
    (NOTED.replace("Even.", "Half of it: \\ud800."), "finding even: text has half a character"),
    (GOOD.replace('title="Mine"', r'title="\udc80"'), "title has half a character"),
    (NOTED.replace('"even"', '"odd"'), "two findings have one key: odd"),
    (GOOD + "raise GeneratorExit\n", "GeneratorExit"),
    (GOOD + "raise BaseException('so')\n", "BaseException: so"),
    (GOOD + r"raise ValueError('\ud800')" + "\n", r"\ud800"),
    (GOOD + "class Mute(Exception):\n    def __str__(self): raise KeyError\nraise Mute\n", "Mute"),
    (GOOD + "class Mute(ValueError):\n    def __str__(self): return 1\nraise Mute\n", "Mute"),
])
def test_whatever_a_file_does_switches_off_its_protocol_alone(tmp_path: Path, spoken: str, text: str,
                                                              said: str) -> None:
    file = tmp_path / "mine.py"
    file.write_text(text)
    done = netloupe("analyze", spoken, "--format", "json", "--protocols", str(file), home=tmp_path)
    assert done.returncode == 0
    assert done.stderr.count("\n") == 1
    assert "protocol mine is switched off" in done.stderr
    assert said in done.stderr
    assert json.loads(done.stdout)


@pytest.mark.parametrize("named", [False, True])
def test_ctrl_c_while_a_file_is_loaded_stops_the_command(tmp_path: Path, spoken: str, named: bool) -> None:
    file = (tmp_path if named else tmp_path / "netloupe" / "protocols") / "mine.py"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(GOOD + "import os, signal\nos.kill(os.getpid(), signal.SIGINT)\n")
    done = netloupe("analyze", spoken, *(["--protocols", str(file)] if named else []), home=tmp_path)
    assert done.returncode in (130, -signal.SIGINT)
    assert done.stdout == ""


def test_what_a_file_prints_is_no_part_of_the_answer(tmp_path: Path, spoken: str) -> None:
    file = tmp_path / "mine.py"
    file.write_text(GOOD + "print('loaded')\n")
    done = netloupe("analyze", spoken, "--format", "json", "--protocols", str(file), home=tmp_path)
    assert '"application": "mine"' in done.stdout
    assert json.loads(done.stdout)
    assert done.stderr == "loaded\n"


def both(tmp_path: Path, given: str) -> tuple[Path, Path]:
    """A protocol in the configuration folder, and a file of the same name somewhere else."""
    folder = tmp_path / "netloupe" / "protocols"
    folder.mkdir(parents=True)
    (folder / "mine.py").write_text(GOOD)
    file = tmp_path / "mine.py"
    file.write_text(given)
    return folder / "mine.py", file


def test_a_file_that_is_named_wins_over_that_in_the_configuration_folder(tmp_path: Path, spoken: str) -> None:
    kept, file = both(tmp_path, GOOD.replace('"data"', '"words"'))
    done = netloupe("analyze", spoken, "--format", "json", "--protocols", str(file), home=tmp_path)
    assert '"mine.words": ["6869"]' in done.stdout
    assert "mine.data" not in done.stdout
    assert done.stderr == f"netloupe: {file}, line 3: protocol mine is this one, not that of {kept}\n"


def test_a_broken_file_that_is_named_leaves_that_in_the_configuration_folder(tmp_path: Path, spoken: str) -> None:
    kept, file = both(tmp_path, GOOD.replace("octets, u8", "octest, u8"))
    done = netloupe("analyze", spoken, "--format", "json", "--protocols", str(file), home=tmp_path)
    assert '"mine.data": ["6869"]' in done.stdout
    assert f"{file}, line 2: protocol mine is still that of {kept}: there is no word octest; did you mean octets?" in \
        done.stderr


def test_a_key_of_the_programs_own_is_refused(tmp_path: Path, spoken: str) -> None:
    file = tmp_path / "dns.py"
    file.write_text(GOOD.replace("MINE", "DNS").replace("mine", "dns"))
    done = netloupe("analyze", spoken, "--protocols", str(file), home=tmp_path)
    assert "one of the program's own protocols has the key dns: yours needs another" in done.stderr


def test_every_command_says_that_it_takes_files(tmp_path: Path) -> None:
    for command in COMMANDS:
        assert "--protocols FILE" in netloupe(command, "--help", home=tmp_path).stdout, command


def test_a_line_is_told_of_a_file_named_from_this_folder(tmp_path: Path, spoken: str) -> None:
    file = tmp_path / "mine.py"
    file.write_text("a = 1\nb = = 2\n")
    named = os.path.relpath(file)
    done = netloupe("analyze", spoken, "--protocols", named, home=tmp_path)
    assert f"{named}, line 2: protocol mine is switched off: SyntaxError" in done.stderr


def test_a_file_name_that_can_be_no_key_says_so(tmp_path: Path, spoken: str) -> None:
    file = tmp_path / "my-own.py"
    file.write_text(GOOD)
    done = netloupe("analyze", spoken, "--protocols", str(file), home=tmp_path)
    assert "the name of a protocol's file is its key, and my-own is none" in done.stderr


def test_a_file_that_is_not_there_is_wrong_usage(tmp_path: Path) -> None:
    done = netloupe("protocols", "--protocols", str(tmp_path / "nothing.py"), home=tmp_path)
    assert done.returncode == 2
    assert "there is no protocol file" in done.stderr


AGAIN = """
import sys
from pathlib import Path
from netloupe_engine.analysis import analyze, explanation, protocol_problems, reread_protocols
file, spoken = Path(sys.argv[1]), sys.argv[2]
good = file.read_text()


def says():
    with analyze(spoken) as found:
        return found.session_attribute(1, "mine.data"), [problem.text for problem in protocol_problems()]


before = analyze(spoken)
print(says(), reread_protocols())
file.write_text(good.replace('"data", octets', '"date", octets').replace("layer=7", "layer=7 +"))
print(reread_protocols(), says())
file.write_text(good.replace("0xBEEF", "0xBEAF"))
print(reread_protocols(), says())
file.write_text(good)
print(reread_protocols(), says(), before.session_attribute(1, "mine.data"))
file.unlink()
print(reread_protocols(), says())
"""


def test_files_are_read_again_when_they_were_changed(tmp_path: Path, spoken: str) -> None:
    folder = tmp_path / "netloupe" / "protocols"
    folder.mkdir(parents=True)
    (folder / "mine.py").write_text(GOOD)
    done = subprocess.run([sys.executable, "-c", AGAIN, str(folder / "mine.py"), spoken], capture_output=True,
                          text=True, check=False, env=os.environ | {"XDG_CONFIG_HOME": str(tmp_path)})
    assert not done.stderr
    whole, broken, other, again, gone = done.stdout.splitlines()
    assert whole == "('6869', []) False"
    assert broken.startswith("True ('', ['protocol mine is switched off: SyntaxError")
    assert other == "True ('', [])"
    assert again == "True ('6869', []) 6869"
    assert gone == "True ('', [])"
