"""Every test leaves no mapping behind."""
import gc
from collections.abc import Iterator

import pytest

from netloupe_engine.capture.mapping import open_mappings


@pytest.fixture(autouse=True)
def no_mapping_left() -> Iterator[None]:
    yield
    if open_mappings():
        gc.collect()
    assert open_mappings() == 0
