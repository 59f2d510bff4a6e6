"""CSV: UTF-8, a comma between cells, LF at the end of lines, quotes where needed (RFC 4180 otherwise).

What a reader must know, and nothing is lost:

- a missing value is an empty cell (no text of the dataset is empty);
- days are ISO 8601, truths ``true`` and ``false``, lists and structures JSON text;
- a text that a spreadsheet might run as a formula, for it begins with ``= + - @ | %`` or their full-width forms (space
  before them counts for nothing), or with a tab or a line's end, gets one apostrophe before it; so does a text of
  apostrophes and then such a beginning. ``restored`` undoes it."""

from __future__ import annotations

import csv
import io
import re
from typing import Any

import pandas as pd

from timeline.export.cells import flat, plain_rows

_BEGINNING = r"(?:[\t\r\n]|[\s\u200b\ufeff]*[=+\-@|%＝＋－＠])"
_FORMULA = re.compile(f"'*{_BEGINNING}")
_MARKED = re.compile(f"'+{_BEGINNING}")


def csv_bytes(table: pd.DataFrame) -> bytes:
    """A table as CSV."""
    sink = io.StringIO()
    writer = csv.writer(sink, lineterminator="\n")
    writer.writerow(table.columns)
    writer.writerows([_cell(value) for value in row.values()] for row in plain_rows(table))
    return sink.getvalue().encode()


def _cell(value: Any) -> Any:
    if isinstance(value, bool):
        return "true" if value else "false"
    return neutralised(value) if isinstance(value, str) else flat(value)


def neutralised(text: str) -> str:
    """A text that no spreadsheet runs as a formula.

    >>> neutralised("=1+1"), neutralised("'=1+1"), neutralised("Niamey")
    ("'=1+1", "''=1+1", 'Niamey')
    """
    return f"'{text}" if _FORMULA.match(text) else text


def restored(text: str) -> str:
    """The text that was neutralised.

    >>> restored("'=1+1"), restored("''=1+1"), restored("'Niamey'")
    ('=1+1', "'=1+1", "'Niamey'")
    """
    return text[1:] if _MARKED.match(text) else text
