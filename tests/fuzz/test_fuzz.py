"""A short run of every harness, the same inputs every time; `nox -s fuzz` runs long ones."""
import time

import pytest

from tests.fuzz.driver import BASE_S, Harness, TooSlowError, fuzz, timed
from tests.fuzz.harnesses import HARNESSES

INPUTS = 60
SLOW = {"helper-options": 12, "helper-channel": 6, "decode": 25, "growing": 25}


# The helper says the same to everything as long as it may not open a device.
@pytest.mark.parametrize("name", [
    pytest.param(name, marks=[pytest.mark.root] if name.startswith("helper-") else []) for name in HARNESSES])
def test_harness(name: str) -> None:
    harness = HARNESSES[name]
    seeds = harness.seeds()
    few = Harness(name, harness.run, lambda: seeds[::max(1, len(seeds) // 10)])
    inputs = SLOW.get(name, INPUTS)
    assert fuzz(few, 1, inputs=inputs).inputs == inputs


def test_a_slow_input_is_told() -> None:
    def slow(data: bytes) -> int:
        begun = time.process_time()
        while time.process_time() < begun + 2 * BASE_S:
            pass
        return len(data)
    with pytest.raises(TooSlowError):
        timed(Harness("slow", slow, lambda: [b""]), b"slow")
