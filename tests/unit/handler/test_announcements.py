"""Limits of announcements: hosts that told most give up their own, and it is said, for any number of handlers alike."""
import struct
from pathlib import Path

import pytest

from netloupe_engine import Analysis, analyze
from tests.unit.handler.test_expectations import ftp, relations, reply
from tests.unit.traffic import SERVER, Timed, capture, conversation, loose, udp

FLOODER, FLOODED = "10.66.0.1", "198.51.100.9"


def invite(address: str, *ports: int) -> bytes:
    """An INVITE whose SDP wants audio at these ports of a host."""
    body = "v=0\r\ns=-\r\n" + f"c=IN IP4 {address}\r\n" + "".join(f"m=audio {port} RTP/AVP 0\r\n" for port in ports)
    return ("INVITE sip:bob@example.com SIP/2.0\r\nCall-ID: 1\r\nContent-Type: application/sdp\r\n"
            f"Content-Length: {len(body)}\r\n\r\n{body}").encode()


def flood(messages: int, address: str = FLOODER, client: str = FLOODER, at: float = 1.0) -> list[Timed]:
    """Sixteen sessions are announced by each message, all different."""
    return [(at + n / 1000, udp(0, invite(address, *range(1024 + 16 * n, 1040 + 16 * n, 2)), ports=(5060, 5060),
                                client=client, server=FLOODED)) for n in range(messages)]


def kinds(analysis: Analysis) -> dict[str, str]:
    return {row.kind: row.text for row in analysis.findings()}


@pytest.mark.parametrize("handlers", [1, 2, 3, 4])
def test_one_host_s_flood_makes_nobody_else_s_announcement_forgotten(tmp_path: Path, handlers: int) -> None:
    frames = ftp((0, b"PASV\r\n"), (1, reply(SERVER, 50123)))
    data = conversation([(1, b"text")], at=10, ports=(40001, 50123))
    path = capture(tmp_path, [*frames, *flood(300), *data])
    analysis = analyze(path, handlers)
    assert relations(analysis)[2][1:4] == ("ftp_data", 1, "FTP PASV")
    assert kinds(analysis)["limit.expectations"].startswith("too many sessions were announced")
    assert kinds(analysis) == kinds(analyze(path, 1))


@pytest.mark.parametrize("handlers", [1, 3])
def test_a_flood_through_a_server_of_many_takes_nothing_from_its_other_clients(tmp_path: Path, handlers: int) -> None:
    """The server says all of it, but only two of its clients make it."""
    frames = ftp((0, b"PASV\r\n"), (1, reply(SERVER, 50123)))
    for flooder in (FLOODER, "10.66.0.2"):
        message = invite(SERVER, *range(10_000, 10_016, 2))
        sample = loose(udp(1, message, ports=(5060, 5060), client=flooder))
        sample["UDP"].chksum = 0        # not computed; so only the ports differ
        headers = bytes(sample)[:-len(message)]
        frames += [(1 + n / 10_000, headers + invite(SERVER, *range(10_000 + 16 * n, 10_016 + 16 * n, 2)))
                   for n in range(2200)]
    data = conversation([(1, b"text")], at=10, ports=(40001, 50123))
    analysis = analyze(capture(tmp_path, [*frames, *data]), handlers)
    assert "limit.expectations" in kinds(analysis)
    assert relations(analysis)[-1][1:4] == ("ftp_data", 1, "FTP PASV")


@pytest.mark.parametrize("handlers", [1, 2, 3, 4])
def test_of_many_announcements_the_newest_count_for_any_number_of_handlers(tmp_path: Path, handlers: int) -> None:
    """Each of eight pairs of hosts has a share of its own, whoever handles it."""
    frames: list[Timed] = []
    for host in range(1, 9):
        client = f"10.77.0.{host}"
        frames += flood(200, client, client, at=host / 10_000)
        frames += [(5 + n / 100, udp(1, struct.pack("!BBHII", 0x80, 0, 1, 0, 9) + bytes(160), ports=(port, 7000),
                                     client=client, server=FLOODED)) for n, port in enumerate((1024, 2048, 4222))]
    path = capture(tmp_path, sorted(frames, key=lambda frame: frame[0]))
    media = [session.application for session in analyze(path, handlers).each_session()
             if session.initiator_port == 7000]
    assert media == [""] * 16 + ["rtp"] * 8
    assert relations(analyze(path, handlers)) == relations(analyze(path, 1))


def test_an_announcement_that_was_met_is_not_missed(tmp_path: Path) -> None:
    """A call a second for half an hour is no flood."""
    frames: list[Timed] = []
    for n in range(1800):
        frames.append((n, udp(0, invite("10.0.0.1", 10_000 + 2 * n), ports=(5060, 5060))))
        frames.append((n + 0.5, udp(0, struct.pack("!BBHII", 0x80, 0, 7, 160, 9) + bytes(160),
                                    ports=(10_000 + 2 * n, 20_000 + 2 * n))))
    analysis = analyze(capture(tmp_path, frames))
    assert "limit.expectations" not in kinds(analysis)
    assert {found[1:4] for found in relations(analysis)[1:]} == {("rtp", 1, "SDP media")}


@pytest.mark.parametrize(("messages", "told"), [(1, False), (2, True)])
def test_more_announcements_than_a_packet_may_make_are_said(tmp_path: Path, messages: int, told: bool) -> None:
    frames = [(0.0, udp(0, invite(FLOODER, *range(2000, 2000 + 16 * messages, 2)), ports=(5060, 5060)))]
    assert ("limit.expectations" in kinds(analyze(capture(tmp_path, frames)))) == told
