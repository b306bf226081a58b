"""docs/session-columns.md, made of the table: `python tests/architecture/columns.py > docs/session-columns.md`."""
import sys

from netloupe_engine.sessions.columns import EVERY

HEAD = """# Columns of sessions

What `Analysis.sessions` has of every session, by name, beside the attributes it has kept; made of
`engine/netloupe_engine/sessions/columns.py` by `tests/architecture/columns.py`. Pairs are two columns, `_up` from the
initiator to the responder and `_down` back.

| column | type | unit | what it is |
|---|---|---|---|
"""


def page() -> str:
    """The page."""
    return HEAD + "".join(
        f"| `{'`, `'.join(column.names)}` | {column.type} | {column.unit} | {'TCP: ' if column.of_tcp else ''}"
        f"{column.says} |\n" for column in EVERY)


if __name__ == "__main__":
    sys.stdout.write(page())
