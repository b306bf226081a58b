"""What is wrong with a user's table: the error names what to mend, and where it stands."""
from pathlib import Path
from time import process_time

import pytest

from netloupe_engine.layouts.order import order_faults
from netloupe_engine.protocols.define import Field, Protocol, of, u8, when
from netloupe_engine.protocols.registry import REGISTRY, discover
from netloupe_engine.protocols.scrutiny import scrutinise

GOOD = '''"""Orders of a warehouse."""
from netloupe_engine.model import Severity
from netloupe_engine.protocols.define import (
    Field, Finding, Framing, HeadAndBody, Lines, Mode, Protocol, Varint, ahead, align, begins, bits, counted, ended,
    enter, finding, flag, names, nested, node, number, of, peek, ref, repeat, sized, skip, switch, text, u8, u16, when)

TYPE = names(1, "order", 2, "confirm")

MINE = Protocol(
    key="mine", title="Mine", reference="-", layer=7,
    rides_on={"tcp.port": 9999},
    framing=Framing(header=2, length=u16, at=0, adds=2),
    layout=(
        Field("length", u16, unit="bytes"),
        Field("type", u8, names=TYPE, scope="session", only=(1, 2)),
        bits(u8, Field("urgent", flag, mask=0x80),
             Field("signed", flag, mask=0x40)),
        Field("count", u8),
        repeat(node(Field("item", nested), Field("amount", u16)),
               count="count"),
        when(of("urgent") == 1,
             Field("deadline", u16)),
        when(of("type") == 2,
             finding("rejected")),
    ),
    modes=(Mode("quiet", (Field("noise", u8),)),),
    info=("{type}",),
    findings=(Finding("rejected", Severity.WARNING, "An order was rejected."),))
'''

# What a beginner writes instead of what, the line that is to be named, and what is said.
WRONG = [
    ('{"tcp.port": 9999}', '{"tcp.port": 99999}', 11, "99999 is no tcp.port: these are numbers up to 65,535"),
    ('{"tcp.port": 9999}', '{"tcp.port": "9999"}', 11, "'9999' is no tcp.port: these are numbers up to 65,535"),
    ('{"tcp.port": 9999}', '{"tpc.port": 9999}', 11,
     "no protocol has the key space 'tpc.port'; did you mean tcp.port?"),
    ('{"tcp.port": 9999}', "9999", 11, "rides_on is a dictionary such as"),
    ('{"tcp.port": 9999}', '{"tcp.port": 9999, "udp.port": 9999}', 11, "datagrams=True"),
    ("    framing=Framing(header=2, length=u16, at=0, adds=2),\n", "", 11, "say framing=, such as Framing(...)"),
    ("at=0, adds=2", "at=1, adds=2", 12, "a framing's length lies outside its header"),
    ('key="mine"', 'key="yours"', 10, "the protocol of mine.py has the key yours"),
    ("MINE =", "MIEN =", 9, "there is no protocol MINE in it; there is MIEN"),
    ("layer=7", 'layer="7"', 10, "layer is a number, not '7'"),
    ('title="Mine"', 'titel="Mine"', 9, "titel"),
    ('"length", u16', '"length", "u16"', 14, "field length: type is a type such as u8 or text, not 'u16'"),
    ('unit="bytes"', "unit=8", 14, "field length: unit is text, not 8"),
    ('unit="bytes"', 'keep="last"', 14, 'field length: keep says what a session keeps, and needs scope="session"'),
    ('scope="session"', 'scope="sesion"', 15, "field type: scope is one of"),
    ('scope="session"', 'scope="session", keep="latest"', 15, "field type: keep is one of"),
    ("only=(1, 2)", "only=1", 15, "field type: only is a tuple: (one,), with a comma"),
    ("names=TYPE", 'names="TYPE"', 15, "field type: names is made by names(...), not 'TYPE'"),
    ('2, "confirm")', "2)", 7, "names() take pairs, a number and its name: 2 has none"),
    ("mask=0x40", "mask=0x80", 17, "field signed has the bits of field urgent"),
    ("mask=0x40", "mask=0x400", 17, "field signed has a mask wider than its number"),
    (', mask=0x40', "", 17, "field signed"),
    ('"urgent", flag, mask=0x80', '"urgent", flag', 16, "field urgent"),
    ('Field("count", u8)', 'Field("Count of", u8), Field("count", u8)', 18, "'Count of' is no name: small letters"),
    ('"count", u8', '"length", u8', 18, "two fields have one name: length"),
    ('"count", u8)', '"count", u8)()', 18, "not callable"),
    ('Field("count", u8)', '3, Field("count", u8)', 18, "3 is no word of a layout"),
    ('Field("count", u8)', 'sized("type", text), Field("count", u8)', 18, "is no word of a layout"),
    ('count="count"', 'count="cuont"', 19, "there is no field cuont that an expression uses; did you mean count?"),
    ('count="count"', "count=count", 20, "there is no word count"),
    ('count="count"', 'count="deadline"', 19, "field deadline is read only behind the word that uses it"),
    ('of("urgent") == 1', 'of("noise") == 1', 21, "field noise is of another message: remember()"),
    ('of("urgent") == 1', '"urgent" == 1', 21, "False is no condition, as of"),
    ('"deadline", u16', '"deadline", sized("deadline", text)', 22, "field deadline is read only behind"),
    ('"deadline", u16', '"deadline", number', 22, "field deadline has no width"),
    ('Field("deadline", u16)', 'ref("typ")', 22, "there is no field typ for ref(); did you mean type?"),
    ('Field("deadline", u16)', 'enter("quite")', 22, "there is no mode quite; did you mean quiet?"),
    ('Field("deadline", u16)', 'Field("deadline", nested)', 22, "field deadline is a node: it needs node()"),
    ('Field("deadline", u16)', "peek(u8)", 22, "the word peek is about a Field, not Type("),
    ('Field("deadline", u16)', "node(u8)", 22, "node(Field(\"name\", nested), ...) begins with a field"),
    ('Field("deadline", u16)', 'switch("count", {range(0, 1 << 40): ()})', 22,
     "switch on field count: 1099511627775 is more than the number can be, 255"),
    ('Field("deadline", u16)', 'switch("count", {(1, 256): ()})', 22, "switch on field count: 256 is more"),
    ('Field("deadline", u16)', 'switch("urgent", {2: ()})', 22, "switch on field urgent: 2 is more"),
    ('Field("deadline", u16)', 'switch(of("count") + 1, {range(0, 1 << 70): ()})', 22, "has more than a number can be"),
    ("only=(1, 2)", "only=(1, 300)", 15, "field type: 300 is more than the number can be, 255"),
    ('finding("rejected")', 'finding("rejectd")', 24, "there is no finding rejectd; did you mean rejected?"),
    ("Severity.WARNING", "Severity.WARN", 28, "Severity has no WARN; did you mean WARNING?"),
    ("Severity.WARNING", '"warning"', 28, "finding rejected: 'warning' is no Severity"),
    ('("{type}",)', '("{typ}",)', 27, "info '{typ}' names no field typ; did you mean type?"),
    ('("{type}",)', '"{type}"', 27, "info is a tuple of texts, not '{type}'"),
    ("    Field, Finding,", "    Feild, Finding,", 4, "there is no word Feild; did you mean Field?"),
    ("repeat(node", "repaet(node", 19, "there is no word repaet; did you mean repeat?"),
    ("unit=", "units=", 14, "Field has no units; did you mean unit?"),
    ('"type", u8', '"type" u8', 15, "switched off: SyntaxError: invalid syntax"),
    ('Field("deadline", u16)', 'Field("deadline", counted(16, text))', 22, "sized(16, text) has so many bytes"),
    ('Field("deadline", u16)', 'Field("deadline", sized(16, 4))', 22, "4 is no type"),
    ('Field("deadline", u16)', 'bits(Field("deadline", u16))', 22, "bits() begin with the type of their number"),
    ('Field("deadline", u16)', '(Field("deadline", u16),)', 22, "a star in front, as in *WORDS"),
    ('Field("deadline", u16)', 'of("type") == 1', 22, "a condition alone does nothing: when("),
    ('Field("deadline", u16)', 'Field("deadline", u16), finding', 22, "a word is called: finding()"),
    ('Field("deadline", u16)', 'Field("deadline", u16())', 22, "a type such as u8 is written without parentheses"),
    ("length=u16, at=0", 'length="length", at=0', 12, "length of Framing is the type of that number, such as u16"),
    ("length=u16, at=0", 'length=u16, at="length"', 12, "at of Framing is a number of bytes, not 'length'"),
    ("at=0, adds=2", "at=14, adds=2", 12, "at=14 and 2 bytes are more than header=2"),
    ("at=0, adds=2", "at=0, most=10**30", 12, "most is 1 to 2,147,483,648"),
    ("names(1, \"order\", 2", "names(\"order\", 1, 2", 7, "names() take a number and then its name"),
    ('of("urgent") == 1', 'of("urgent") > 0 & of("type") < 9', 21, "each comparison in parentheses"),
    ('Field("count", u8)', 'Field("note", text), Field("count", u8)', 18,
     "field note takes all that is left, and nothing is left for what stands behind it: sized(), counted() or ended()"),
    ('Field("count", u8)', 'Field("count", text)', 19, "field count is no number: it cannot say how many"),
    ('Field("count", u8)', 'Field("count", sized(2, text))', 19, "field count is no number: it cannot say how many"),
    ('"deadline", u16', '"deadline", sized("label", text)), Field("label", sized(4, text)', 22, "field label is read"),
    ('Field("deadline", u16)', 'Field("label", sized(4, text)), skip("label")', 22, "field label is no number"),
    ('of("type") == 2', 'of("type") == "confirm"', 23,
     "field type is a number, and never 'confirm': that is its name for 2, which is written here"),
    ('Field("deadline", u16)', 'switch("type", {"order": ()})', 22, "field type is a number, and never 'order'"),
    ("only=(1, 2)", 'only=("order", "confirm")', 15,
     "field type is a number, and never 'order': that is its name for 1, which is written here"),
    ('of("type") == 2', "of(2) == 2", 23, 'of() takes a field\'s name, as of("length"), not 2'),
    ('of("type") == 2', 'of("type") == None',
     23, "a field is compared with a number, a text or another field, not with N"),
    ('of("type") == 2', 'of("type") // 2 == 1', 23, "a switch() over ranges tells sizes apart"),
    ('of("type") == 2', 'begins("ab")',
     23, 'begins(b"OK") takes bytes, with a b in front of the quotes: \'ab\' is none'),
    ('of("type") == 2', 'ahead("u8", 2)', 23, "ahead(u8, 7): the type of the number, then the number; 'u8' is no type"),
    ('of("type") == 2', "ahead(u8, 2, -1)", 23, "a number of ahead() is less than nothing"),
    ('"deadline", u16', '"deadline", ended(0)', 22, 'ended(b" ") takes bytes'),
    ('Field("deadline", u16)', "align(-1)", 22, "align() takes 1 to 4,096 bytes"),
    ('Field("deadline", u16)', 'switch("type", {\n                1: (),\n                None: ()})',
     24, "None is no num"),
    ('Mode("quiet", (Field("noise", u8),))', 'Mode("quiet", Field("noise", u8))', 26, "whose words are a tuple"),
    ('Mode("quiet", (Field("noise", u8),))', 'Mode(3, (Field("noise", u8),))', 26, "a mode has a name, not 3"),
    ('modes=(Mode("quiet", (Field("noise", u8),)),)', 'modes=Mode("quiet", (Field("noise", u8),))',
     26, "modes is a tuple"),
    ("framing=Framing(header=2, length=u16, at=0, adds=2)", 'framing=Lines(ends="\\r")',
     12, "a line ends with one byte"),
    ("framing=Framing(header=2, length=u16, at=0, adds=2)", "framing=Lines(most=-5)",
     12, "most of Lines is no size: -5"),
    ("framing=Framing(header=2, length=u16, at=0, adds=2)", 'framing=HeadAndBody(length=(b"a"))',
     12, "a tuple of names"),
    ("framing=Framing(header=2, length=u16, at=0, adds=2)", 'framing=Varint(at=1, length="leb128")',
     12, "no number that"),
    ("framing=Framing(", 'starts=("MOOR",),\n    framing=Framing(', 12, "starts are bytes, with a b in front"),
    ('info=("{type}",)', 'info=(\n        "{type}", "{",)', 28, "info '{' cannot be read"),
    ('scope="session"', 'scope="sesion", keep="last"', 15, "field type: scope is one of packet, session, message"),
]


@pytest.mark.parametrize(("good", "bad", "line", "said"), WRONG, ids=[wrong[1][:40].strip() or wrong[0][:20].strip()
                                                                       for wrong in WRONG])
def test_the_error_names_the_line_and_what_is_wrong(tmp_path: Path, good: str, bad: str, line: int, said: str) -> None:
    assert good in GOOD
    file = tmp_path / "mine.py"
    file.write_text(GOOD.replace(good, bad, 1))
    registry = discover(())
    registry.load_file(file)
    registry.freeze()
    (problem,) = registry.problems
    assert said in problem.text
    assert (problem.file, problem.line) == (str(file), line)


def problems(tmp_path: Path, *changes: tuple[str, str], last: str = "") -> list[tuple[int, str]]:
    """Lines and sentences of what is wrong with the file, when that much is changed."""
    file, text = tmp_path / "mine.py", GOOD
    for good, bad in changes:
        assert good in text
        text = text.replace(good, bad, 1)
    file.write_text(text + last)
    registry = discover(())
    registry.load_file(file)
    registry.freeze()
    assert all(problem.file == str(file) for problem in registry.problems)
    return [(problem.line, problem.text.partition("is switched off: ")[2]) for problem in registry.problems]


def test_all_that_is_wrong_is_told_at_once(tmp_path: Path) -> None:
    found = problems(
        tmp_path, ('{"tcp.port": 9999}', '{"tcp.port": 99999}'), ('unit="bytes"', "unit=8"), ("u8, names=TYPE", "u8"),
        ('scope="session"', 'scope="sesion"'), ("mask=0x40", "mask=0x80"), ('count="count"', 'count="cuont"'),
        ('of("type") == 2', 'of("noise") == 2'), ('finding("rejected")', 'finding("rejectd")'),
        ('"{type}"', '"{typ}", "{cuont}"'), ("Severity.WARNING", '"warning"'))
    assert [line for line, _ in found] == [11, 14, 15, 17, 19, 23, 24, 27, 27, 28]
    assert [said for line, said in found if line == 27] == [
        "info '{cuont}' names no field cuont; did you mean count?",
        "info '{typ}' names no field typ; did you mean type?"]


def test_what_is_wrong_behind_a_line_that_cannot_be_run_is_told_with_it(tmp_path: Path) -> None:
    found = problems(
        tmp_path, ("    Field, Finding,", "    Feild, Finding,"), ('2, "confirm")', "2)"),
        ('title="Mine"', 'titel="Mine"'),
        ('{"tcp.port": 9999}', '{"tcp.port": 99999}'), ('unit="bytes"', "units=8"),
        ('scope="session"', 'scope="sesion"'), ("mask=0x40", "mask=0x80"), ("repeat(node", "repaet(node"),
        ('count="count"', 'count="cuont"'),
        ('"deadline", u16', '"deadline", sized(16, 4)'), ('finding("rejected")', 'finding("rejectd")'),
        ('"{type}"', '"{typ}"'), ("Severity.WARNING", "Severity.WARN"))
    assert [line for line, _ in found] == [4, 7, 9, 11, 14, 14, 15, 17, 19, 19, 22, 24, 27, 28]
    assert [said for line, said in found if line in (4, 9, 14, 28)] == [
        "there is no word Feild; did you mean Field?", "Protocol has no titel; did you mean title?",
        "Field has no units; did you mean unit?", "field length: unit is text, not 8",
        "Severity has no WARN; did you mean WARNING?"]


def test_what_only_follows_from_a_mistake_is_not_told(tmp_path: Path) -> None:
    """The field that the others need cannot be made: that they do not find it is no mistake."""
    assert problems(tmp_path, ('Field("count", u8)', 'Field("count")')) == [
        (18, "Field.__init__() missing 1 required positional argument: 'type'")]
    assert [line for line, _ in problems(tmp_path, ('2, "confirm")', "2)"))] == [7]


def test_a_file_that_cannot_be_run_is_tried_without_a_sound(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert problems(tmp_path, ('"count", u8', '"count", u88'), last="print('loaded')\n") == [
        (18, "there is no word u88; did you mean u8?")]
    assert problems(tmp_path, last="print('loaded')\nraise RuntimeError('so')\n") == [(30, "RuntimeError: so")]
    assert capfd.readouterr().err == "loaded\n"          # from the first time, which was no trial


@pytest.mark.parametrize(("good", "bad", "line", "said"), [
    ('Field("count", u8)', 'Field("low", u8, mask=0xF0), Field("high", u8, mask=0x0F), Field("count", u8)', 18,
     "field high is read behind field low, though it has other bits"),
    ('Field("count", u8)', 'Field("low", u8, mask=0x1F0), Field("count", u8)', 18,
     "field low has a mask wider than its number"),
    ('Field("count", u8)', 'peek(Field("low", u8, mask=-1)), Field("count", u8)', 18,
     "field low has a mask wider than its number"),
    ('Field("count", u8)', 'Field("low", sized(2, text), mask=3), Field("count", u8)', 18,
     "field low is no number, and has no bits for a mask"),
    ("mask=0x40", "mask=0xC0", 0, ""),                  # has the other's bit, and one more
    ("mask=0x80)", "mask=0xA0)", 0, ""),
    ('mask=0x80),\n             Field("signed", flag, mask=0x40', 'mask=0xC0), Field("signed", flag, mask=0x60', 16,
     "field signed has the bits of field urgent"),
    ('Field("count", u8)', 'Field("first", u16, mask=0x7FFF), Field("count", u16, mask=0x7FFF)', 0, ""),
    ('Field("count", u8)', 'bits(u8, Field("low", u8, mask=0xF0)), bits(u8, Field("count", u8, mask=0x0F))', 0, ""),
], ids=str)
def test_masks_share_a_number_only_as_they_say(tmp_path: Path, good: str, bad: str, line: int, said: str) -> None:
    found = problems(tmp_path, (good, bad))
    assert [at for at, _ in found] == ([line] if line else [])
    assert said in "".join(text for _, text in found)


def test_masks_of_fields_at_fixed_places_share_no_bits_by_accident() -> None:
    def faults(*fields: Field) -> list[str]:
        return [str(fault) for fault in scrutinise(Protocol(key="mine", title="Mine", reference="-", layer=3, header=4,
                                                            fields=fields))]
    assert faults(Field("all", u8, at=0), Field("one", u8, at=0, mask=0xF0), Field("two", u8, at=0, mask=0x0F)) == []
    assert faults(Field("one", u8, at=0, mask=0xF0), Field("other", u8, at=0, mask=0x1F)) == [
        "field other has the bits of field one"]


def test_what_is_right_is_taken(tmp_path: Path) -> None:
    file = tmp_path / "mine.py"
    file.write_text(GOOD)
    registry = discover(())
    registry.load_file(file)
    assert "mine" in registry.freeze().ids
    assert registry.problems == ()


@pytest.mark.parametrize("key", [protocol.key for protocol in REGISTRY.freeze().protocols if protocol.key != "802_11"])
def test_our_own_tables_are_right(key: str) -> None:
    assert scrutinise(next(protocol for protocol in REGISTRY.freeze().protocols if protocol.key == key)) == []


def test_the_order_of_many_words_is_checked_in_a_time_that_grows_with_them() -> None:
    def seconds(count: int) -> float:
        words = tuple(word for at in range(count) for word in (
            Field(f"f{at}", u8), when(of("f0") == 1, Field(f"g{at}", u8))))
        begun = process_time()
        assert list(order_faults((words,))) == []
        return process_time() - begun
    few, many = (min(seconds(count) for _ in range(3)) for count in (1000, 8000))
    assert many < 24 * few                      # 8 times as many words; in pairs it would be 64 times
