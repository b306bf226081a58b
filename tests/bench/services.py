"""What services cost: `python -m tests.bench.services` prints JSON: reading the rules, their memory, a look-up of a
name and of an address, and what knowing the service of each of many sessions takes."""
import json
import time
from random import Random

from netloupe_engine import analyze
from netloupe_engine.classify.services.book import ours
from netloupe_engine.classify.services.rules import Domain, Network
from netloupe_engine.classify.services.service_index import ServiceIndex
from tests.bench.captures import MANY_FLOWS

ASKED = 200_000


def figures() -> dict[str, float]:
    """Seconds of processor time, and bytes."""
    begun = time.process_time()
    index = ServiceIndex(ours())
    read = time.process_time() - begun
    random = Random(7)
    rules = [rule for one in ours() for rule in one.rules]
    names = [f"cdn-{random.randrange(100)}.{rule.name}" for rule in rules if isinstance(rule, Domain)]
    addresses = [rule.address for rule in rules if isinstance(rule, Network)]
    asked = [random.choice(names) for _ in range(ASKED)]
    begun = time.process_time()
    for name in asked:
        index.of_name(name)
    by_name = time.process_time() - begun
    asked_addresses = [random.choice(addresses) for _ in range(ASKED)]
    begun = time.process_time()
    for address in asked_addresses:
        index.of_address(address)
    by_address = time.process_time() - begun
    with analyze(MANY_FLOWS.file()) as analysis:
        analysis.sessions.column("service", 0, 1)       # the rules are read
        begun = time.process_time()
        count = len(analysis.sessions.column("service"))
        column = time.process_time() - begun
    return {"read_s": read, "bytes": index.memory, "name_s": by_name / ASKED, "address_s": by_address / ASKED,
            "session_s": column / max(count, 1), "sessions": count}


if __name__ == "__main__":
    print(json.dumps(figures()))
