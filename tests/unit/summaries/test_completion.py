"""Completion of filters: names, operators that fit, and values that occur."""
import threading
from collections import Counter
from collections.abc import Iterator

import pytest

from netloupe_engine import Analysis, analyze
from netloupe_engine.errors import CancelledError
from netloupe_engine.filters.fields import session_fields
from netloupe_engine.model import Completion, Completions


@pytest.fixture(scope="module")
def sample() -> Iterator[Analysis]:
    with analyze("resources/captures/sample.pcapng") as analysis:
        yield analysis


def offered(analysis: Analysis, text: str) -> list[Completion]:
    """At the bar."""
    return list(analysis.completions(text.replace("|", ""), text.index("|")).items)


def texts(analysis: Analysis, text: str) -> list[str]:
    return [item.text for item in offered(analysis, text)]


def test_names_by_how_they_begin_then_by_their_parts(sample: Analysis) -> None:
    assert texts(sample, "ser|")[:2] == ["server", "server.port"]
    hosts = texts(sample, "host|")
    assert "http.host" in hosts
    assert all("host" in text for text in hosts)
    assert texts(sample, "app == tls and http.h|")[0] == "http.host"
    assert all(item.says for item in offered(sample, "se|") if item.text in session_fields())


def test_what_the_capture_has_comes_first(sample: Analysis) -> None:
    found = texts(sample, "dns.|")
    kept = [text in sample.sessions.attributes for text in found]
    assert kept == sorted(kept, reverse=True)
    assert kept[0]


def test_protocols_with_their_sessions(sample: Analysis) -> None:
    tls = next(item for item in offered(sample, "tl|") if item.text == "tls")
    assert (tls.kind, tls.sessions) == ("protocol", len(sample.filter("tls")))


def test_operators_fit(sample: Analysis) -> None:
    assert {"contains", "matches", "=="} <= set(texts(sample, "http.host |"))
    assert "contains" not in texts(sample, "bytes |")
    assert {">", "<=", "in {"} <= set(texts(sample, "bytes |"))
    assert "in" in texts(sample, "client |")
    assert texts(sample, "info st|") == ["starts with"]
    assert ">" not in texts(sample, "app |")
    assert ">" in texts(sample, "severity |")
    assert "where" in texts(sample, "packet |")
    assert {">", "where"} <= set(texts(sample, "packets |"))
    assert texts(sample, "nothing.of_that_name |") == ["and", "or"]


@pytest.mark.parametrize("name", ["app", "server", "server.port", "http.host", "tls.version", "finding", "ended",
                                  "http.status_code", "dns.query_name", "name"])
def test_values_that_occur_with_their_counts(sample: Analysis, name: str) -> None:
    expected = Counter(value for id in range(1, 145) for value in sample.values_of(name, id) if value is not None)
    found = offered(sample, f"{name} == |")
    assert [item.sessions for item in found] == [count for _, count in expected.most_common(60)]
    for item in found[:20]:
        assert item.kind == "value"
        assert len(sample.filter(f"{name} == {item.text}")) == item.sessions


def test_values_by_what_was_typed(sample: Analysis) -> None:
    assert texts(sample, "app == tl|")[0] == "tls"
    assert texts(sample, 'app == "tl|')[0] == "tls"
    found = texts(sample, "server == 192.168.2|")
    assert found
    assert all(text.startswith("192.168.2") for text in found)
    assert texts(sample, "http.status_code == not f|") == []
    assert texts(sample, 'http.status_code == "not f|') == ["404"]
    assert "tls" in texts(sample, "app in {dns, t|")
    assert texts(sample, "app in {dns |") == [",", "}"]
    assert texts(sample, "state == act|") == ["active"]
    assert texts(sample, "ended == res|")[0] == texts(sample, "state == res|")[0] == "reset"


def test_what_is_measured_says_how_it_is_spread(sample: Analysis) -> None:
    found = offered(sample, "bytes > |")
    assert [item.says for item in found][:2] == ["least", "median"]
    middle = next(item for item in found if item.says == "median")
    assert 55 < len(sample.filter(f"bytes > {middle.text}")) < 85
    assert offered(sample, "start > |")[0].says == "where the capture begins"


@pytest.mark.parametrize("name", sorted({field.name for field in session_fields().values()}))
def test_every_value_offered_is_one(sample: Analysis, name: str) -> None:
    for item in offered(sample, f"{name} == |")[:10]:
        sample.filter(f"{name} == {item.text}")


def test_names_of_packets_attributes_are_offered_with_their_names(sample: Analysis) -> None:
    assert "frame.length" in texts(sample, "packet where fr|")
    assert "app" not in texts(sample, "packet where ap|")
    assert "syn" in texts(sample, "packet where tcp.flags == |")


def test_it_can_be_called_off(sample: Analysis) -> None:
    with analyze("resources/captures/sample.pcapng") as other, pytest.raises(CancelledError):
        other.completions("server == ", 10, lambda: True)
    assert texts(sample, "server == |")


def test_more_sessions_more_values() -> None:
    with Analysis("resources/captures/sample.pcapng") as growing:
        assert offered(growing, "app == |") == []
        growing.run()
        assert offered(growing, "app == |")


def test_values_that_take_long_are_told_as_counted_so_far(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("netloupe_engine.summaries.completion.FIRST", 50)
    with analyze("resources/captures/sample.pcapng") as analysis:
        def asked(name: str, soon: bool = True) -> Completions:
            return analysis.completions(f"{name} == ", len(name) + 4, soon=soon)
        for name in ("server", "http.host", "info", "finding"):
            expected = Counter(value for id in range(1, 51) for value in analysis.values_of(name, id)
                               if value not in (None, ""))
            found = asked(name)
            assert found.counted == 50
            assert sorted(item.sessions for item in found.items) == sorted(dict(expected.most_common(60)).values())
            whole = asked(name, soon=False)
            assert whole.counted == -1
            assert asked(name) == whole             # which is known now
            assert sum(item.sessions for item in whole.items) > sum(item.sessions for item in found.items)
        assert asked("app").counted == -1           # few words are counted at once
        assert asked("packet where tcp.flags").counted == -1


def test_nobody_waits_for_who_counts_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("netloupe_engine.summaries.completion.FIRST", 50)
    begun, go_on = threading.Event(), threading.Event()

    def cancelled() -> bool:
        begun.set()
        go_on.wait(10)
        return False
    with analyze("resources/captures/sample.pcapng") as analysis:
        counting = threading.Thread(target=lambda: analysis.completer.prepare("server", cancelled))
        counting.start()
        assert begun.wait(10)
        assert analysis.completions("server == ", 10, soon=True).counted == 50
        go_on.set()
        counting.join()
        assert analysis.completions("server == ", 10, soon=True).counted == -1


@pytest.mark.parametrize("name", ["server.mac", "client.vendor", "server.name", "server", "info"])
def test_what_has_to_be_looked_up_is_offered_of_the_first_sessions(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setattr("netloupe_engine.summaries.completion.FIRST", 50)
    text = f"{name} == "
    with analyze("resources/captures/sample.pcapng") as analysis:
        assert analysis.completions(text, len(text), soon=True).counted == 50
        assert analysis.completions(text, len(text)).counted == -1
