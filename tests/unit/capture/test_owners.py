"""Whose a socket was, by flow and time."""
from netloupe_engine.capture.owners import SLACK_NS, Flow, Owner, Owners, packed

CURL, NGINX, SSH = Owner(100, "curl", "/usr/bin/curl"), Owner(200, "nginx"), Owner(300, "ssh")
HERE, THERE, ELSEWHERE = packed("10.0.0.1"), packed("10.0.0.2"), packed("10.0.0.3")
NOW = 1_700_000_000_000_000_000
OUT = Flow(6, HERE, 40000, THERE, 443)


def owners(*rows: tuple[Flow, Owner], local: tuple[bytes, ...] = (HERE,)) -> Owners:
    made = Owners()
    made.add_local(local)
    for flow, owner in rows:
        made.add(flow, owner, NOW, NOW)
    return made


def asked(known: Owners, flow: Flow = OUT, at: int = NOW) -> tuple[Owner | None, Owner | None]:
    return known.of(flow.protocol, flow.local, flow.local_port, flow.remote, flow.remote_port, at, at)


def test_addresses_of_both_families_meet() -> None:
    assert packed("10.0.0.1") == packed("::ffff:10.0.0.1")
    assert packed("fe80::1%eth0") == packed("fe80::1")
    assert packed("no address") == bytes(16)


def test_a_client_is_the_initiator_and_a_server_the_responder() -> None:
    assert asked(owners((OUT, CURL))) == (CURL, None)
    inward = Flow(6, THERE, 443, HERE, 40000)
    assert asked(owners((OUT, CURL)), inward) == (None, CURL)


def test_on_loopback_both_ends_are_known() -> None:
    here = packed("127.0.0.1")
    client, server = Flow(6, here, 40000, here, 80), Flow(6, here, 80, here, 40000)
    assert asked(owners((client, CURL), (server, NGINX)), client) == (CURL, NGINX)


def test_who_listens_everywhere_is_asked_on_this_computer_only() -> None:
    listener = Flow(6, packed("0.0.0.0"), 443)
    inward = Flow(6, THERE, 40000, HERE, 443)
    assert asked(owners((listener, NGINX)), inward) == (None, NGINX)
    assert asked(owners((listener, NGINX)), Flow(6, THERE, 40000, ELSEWHERE, 443)) == (None, None)
    assert asked(owners((Flow(6, packed("::"), 443), NGINX)), inward) == (None, NGINX)


def test_a_socket_that_talks_with_everybody() -> None:
    assert asked(owners((Flow(17, HERE, 53), NGINX)), Flow(17, THERE, 999, HERE, 53)) == (None, NGINX)
    assert asked(owners((Flow(17, HERE, 53), NGINX)), Flow(6, THERE, 999, HERE, 53)) == (None, None)


def test_a_port_that_is_used_again_belongs_to_who_had_it_then() -> None:
    known = owners((OUT, CURL))
    later = NOW + 100 * SLACK_NS
    known.add(OUT, SSH, later, later)
    assert asked(known)[0] == CURL
    assert asked(known, at=later + SLACK_NS)[0] == SSH
    assert asked(known, at=NOW + 50 * SLACK_NS)[0] is None


def test_what_is_seen_again_and_again_is_one_span() -> None:
    known = owners((OUT, CURL))
    for look in range(1, 50):
        known.add(OUT, CURL, NOW + look * SLACK_NS, NOW + look * SLACK_NS)
    [(flow, span)] = known
    assert (flow, span.first_ns, span.last_ns) == (OUT, NOW, NOW + 49 * SLACK_NS)


def test_there_is_a_limit_and_those_seen_last_stay() -> None:
    known = Owners(flows_max=10)
    for port in range(100):
        known.add(OUT._replace(local_port=port), CURL, NOW, NOW)
        known.add(OUT._replace(local_port=0), CURL, NOW, NOW)
    assert len(known) == 10
    assert {flow.local_port for flow, _ in known} == {0, *range(91, 100)}
    for at in range(100):
        known.add(OUT, CURL, NOW + at * 9 * SLACK_NS, NOW + at * 9 * SLACK_NS)
    assert sum(flow == OUT for flow, _ in known) == 16


def test_only_some_conversations() -> None:
    listener = Flow(6, packed("0.0.0.0"), 443)
    known = owners((OUT, CURL), (OUT._replace(local_port=1), SSH), (listener, NGINX))
    assert {span.owner for _, span in known.only([OUT])} == {CURL, NGINX}
    assert {span.owner for _, span in known.only([Flow(6, THERE, 443, HERE, 40000)])} == {CURL, NGINX}
    assert len(known.only([])) == 0
