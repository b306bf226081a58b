"""Parquet, by DuckDB: an optional extra, imported when it is wanted."""
from __future__ import annotations

import importlib
import os
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol

from ..errors import ExportError
from .target import replaced_file

ROWS = 32_768                   # a row group: what DuckDB holds of the table at a time
WORDS_MAX = 1024                # distinct values of a column in a row group that are written once and numbered
# With version 2, numbers are written as what they differ by from those before: such files are a third smaller, and take
# less time than looking for words among values that nearly all differ.
FORM = f"FORMAT parquet, PARQUET_VERSION v2, ROW_GROUP_SIZE {ROWS}, DICTIONARY_SIZE_LIMIT {WORDS_MAX}"
LIMITS = {"memory_limit": "512MB", "threads": 1}       # of DuckDB; more threads hold more row groups


class Streamed(Protocol):
    """What tells its columns to others."""

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        """A stream of Arrow arrays, taken once."""


def parquet_writer() -> Any:
    """DuckDB. Raises ExportError, in a sentence that says what to install, where it is missing or too old."""
    try:
        duckdb = importlib.import_module("duckdb")
    except ImportError:
        raise ExportError("Parquet is written by DuckDB, which is not installed: pip install 'netloupe[parquet]'.") \
            from None
    if int(duckdb.__version__.partition(".")[0]) < 2:
        raise ExportError("This DuckDB knows no nanoseconds: pip install --upgrade 'netloupe[parquet]'.")
    return duckdb


def write_parquet(table: Streamed, path: str | os.PathLike[str], ids: Sequence[int] | None = None) -> None:
    """Write a table, or of its rows those with these values in the column `id`, to a file, which is there once it is
    whole. Raises ExportError, also where DuckDB is missing."""
    duckdb = parquet_writer()
    with replaced_file(path) as out, tempfile.TemporaryDirectory(prefix="netloupe-") as folder:
        part = Path(folder, "table.parquet")
        connection = duckdb.connect(config={**LIMITS, "temp_directory": folder})
        try:
            connection.register("told", table)
            some = ""
            if ids is not None:
                connection.execute("CREATE TABLE chosen AS SELECT unnest($1::UINTEGER[]) AS id", [list(ids)])
                some = " WHERE id IN (SELECT id FROM chosen)"
            connection.execute(f"COPY (SELECT * FROM told{some}) TO '{str(part).replace(chr(39), 2 * chr(39))}' "
                               f"({FORM})")
        except duckdb.Error as error:
            raise ExportError(f"{os.fspath(path)} could not be written: {error}") from None
        finally:
            connection.close()
        with part.open("rb") as file:
            shutil.copyfileobj(file, out)
