"""QUIC opened with the secrets that aioquic logged (captures/make_quic.py): frames, streams, and the handshake."""
import json
import random
from pathlib import Path
from typing import Any

import pytest

from netloupe_engine import Analysis, Settings
from netloupe_engine.model import Node, Session
from tests.unit.traffic import Timed, analysed, udp

FOLDER = Path(__file__).parent / "captures"
NAMES = ("quic-v1", "quic-v2")


def talks(name: str) -> Any:
    return json.loads((FOLDER / f"{name}.json").read_text())


def frames_of(connections: Any) -> list[Timed]:
    found: list[Timed] = []
    for number, talk in enumerate(connections):
        for way, data in talk["datagrams"]:
            found.append((len(found) / 100, udp(way, bytes.fromhex(data), ports=(40000 + number, 443))))
    return found


def settings(folder: Path, log: str) -> Settings:
    (folder / "keys.log").write_text(log)
    return Settings(key_logs=(str(folder / "keys.log"),))


def opened(folder: Path, name: str) -> Analysis:
    made = talks(name)
    return analysed(folder, frames_of(made["connections"]), settings(folder, made["key_log"]))


def told(session: Session, name: str) -> list[str]:
    return [value.text for value in session.attributes if value.name == name]


def nodes(root: Node) -> list[Node]:
    return [root, *(inner for child in root.children for inner in nodes(child))]


def streams(analysis: Analysis, session: int) -> dict[tuple[int, int], bytes]:
    """What was said, by way and stream, from the trees of all packets of a session."""
    found: dict[tuple[int, int], bytearray] = {}
    for number in analysis.packets_of([session]).tolist():
        packet = analysis.packet(number)
        for frame in (node for root in packet.nodes for node in nodes(root) if node.name == "quic.frame"):
            said = {child.name: child for child in frame.children}
            if "quic.stream_data" in said:
                data = packet.derived[said["quic.stream_data"].buffer - 2].data
                begin, size = said["quic.stream_data"].at, said["quic.stream_data"].size
                offset = int(said["quic.stream_offset"].value) if "quic.stream_offset" in said else 0
                into = found.setdefault((packet.way, int(said["quic.stream_id"].value)), bytearray())
                into.extend(bytes(max(0, offset + size - len(into))))
                into[offset:offset + size] = data[begin:begin + size]
    return {key: bytes(value) for key, value in found.items()}


@pytest.mark.parametrize("name", NAMES)
def test_streams_are_read_through_key_updates_and_early_data(tmp_path: Path, name: str) -> None:
    found = opened(tmp_path, name)
    for number, talk in enumerate(talks(name)["connections"], 1):
        said: dict[tuple[int, int], bytes] = {}
        for way, stream, data in talk["streams"]:
            said[way, stream] = said.get((way, stream), b"") + bytes.fromhex(data)
        assert streams(found, number) == said
        session = found.session(number)
        assert told(session, "quic.decryption") == ["decrypted (1)"]
    assert not any(finding.kind == "quic.not_decrypted" for finding in found.findings())


@pytest.mark.parametrize("name", NAMES)
def test_the_handshake_comes_to_light(tmp_path: Path, name: str) -> None:
    found = opened(tmp_path, name)
    session = found.session(1)
    assert session.path == "eth.ip.udp.quic.tls"
    assert told(session, "tls.certificate_subject") == ["secret.example.test"]
    assert told(session, "tls.alpn") == ["test", "test"]
    assert told(session, "quic.reason") == ["enough"]


def test_without_secrets_nothing_changes(tmp_path: Path) -> None:
    session = analysed(tmp_path, frames_of(talks("quic-v1")["connections"])).session(1)
    assert not told(session, "quic.decryption")
    assert not told(session, "tls.certificate_subject")


def test_why_it_stays_closed_is_told(tmp_path: Path) -> None:
    made = talks("quic-v1")
    frames = frames_of(made["connections"][:1])
    other = "CLIENT_RANDOM " + "00" * 32 + " " + "00" * 48
    assert told(analysed(tmp_path, frames, settings(tmp_path, other)).session(1),
                "quic.decryption") == ["no secret was given (2)"]
    wrong = "\n".join(" ".join((*line.split()[:2], "ab" * 48)) for line in made["key_log"].splitlines())
    assert told(analysed(tmp_path, frames, settings(tmp_path, wrong)).session(1),
                "quic.decryption") == ["the secret does not fit (5)"]


def test_lost_and_changed_datagrams_cost_only_themselves(tmp_path: Path) -> None:
    made = talks("quic-v1")
    frames = frames_of(made["connections"][:1])
    last = len(frames) - 6
    bad = bytearray(bytes(frames[last][1]))
    bad[-1] ^= 1
    frames[last] = (frames[last][0], bytes(bad))
    del frames[last - 3]
    found = analysed(tmp_path, frames, settings(tmp_path, made["key_log"]))
    kinds = [finding.kind for finding in found.findings()]
    assert kinds.count("quic.not_decrypted") == 1
    assert told(found.session(1), "quic.reason") == ["enough"]


def test_noise_in_datagrams_does_no_harm(tmp_path: Path) -> None:
    made, dice = talks("quic-v2"), random.Random(7)
    given = settings(tmp_path, made["key_log"])
    for _ in range(40):
        talk = made["connections"][dice.randrange(2)]
        noisy = [(way, bytes(byte ^ (dice.randrange(256) if dice.random() < 0.003 else 0)
                             for byte in bytes.fromhex(data)))
                 for way, data in talk["datagrams"] if dice.random() < 0.9]
        frames = [(at / 100, udp(way, data[:dice.randrange(20, 1500)], ports=(40000, 443)))
                  for at, (way, data) in enumerate(noisy)]
        assert len(analysed(tmp_path, frames, given).sessions) == 1
