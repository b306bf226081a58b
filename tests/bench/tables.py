"""Sorts and searches the sessions table without a window: `python -m tests.bench.tables FILE`, JSON out."""
import json
import sys
import time

import numpy as np

from netloupe_engine.analysis import Analysis
from netloupe_gui.models.arrange import Request, SortKey, arrange
from netloupe_gui.models.attribute_column import attribute_column
from netloupe_gui.models.session_columns import SESSION_COLUMNS
from netloupe_gui.models.session_rows import SessionRows

WORDS = {"text": "example", "address": "10.0.0", "digits": "443"}


def main(path: str) -> dict[str, object]:
    """Processor time of a first search for each kind of word, and of a sort by every column and attribute."""
    with Analysis(path) as analysis:
        analysis.run()
        rows = np.arange(len(analysis.sessions), dtype=np.uint32)
        shown = tuple(column for column in SESSION_COLUMNS if column.shown)
        found: dict[str, object] = {"sessions": len(rows)}
        for kind, word in WORDS.items():
            source, begun_s = SessionRows(analysis), time.process_time()
            arrange(Request(source, rows, words=(word,), searched=shown))
            found[kind] = time.process_time() - begun_s
        sorts = {}
        for column in (*SESSION_COLUMNS, *map(attribute_column, analysis.sessions.attributes)):
            begun_s = time.process_time()
            arrange(Request(source, rows, (SortKey(column),)))
            sorts[column.key] = time.process_time() - begun_s
        return found | {"sorts": sorts}


if __name__ == "__main__":
    print(json.dumps(main(sys.argv[1])))
