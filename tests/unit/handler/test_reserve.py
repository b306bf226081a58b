"""Room kept for an orderly end, where the system limits a process's memory."""
import subprocess
import sys

import pytest

from tests.sanitized import SANITIZED

# In a process of its own: the limit is for good.
LIMITED = """
import mmap, resource
from netloupe_engine.handler.reserve import Reserve
resource.setrlimit(resource.RLIMIT_AS, ({limit}, {limit}))
reserve = Reserve()
blocks = []
try:
    while True:
        blocks.append(mmap.mmap(-1, 1 << 20))
except OSError:
    pass
reserve.release()
reserve.release()
mmap.mmap(-1, {limit} // 16)
print("room")
"""


@pytest.mark.skipif(SANITIZED, reason="the sanitizer's shadow does not fit a limited address space")
def test_what_is_released_can_be_used() -> None:
    done = subprocess.run([sys.executable, "-c", LIMITED.format(limit=1 << 30)], capture_output=True, text=True,
                          check=False)
    assert done.stdout == "room\n", done.stderr


def test_where_there_is_no_limit_nothing_is_kept() -> None:
    from netloupe_engine.handler.reserve import Reserve
    reserve = Reserve()
    reserve.release()
    reserve.release()
