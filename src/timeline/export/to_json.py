"""JSON: one document with all tables, or one line for each row of a table."""

from __future__ import annotations

import json

import pandas as pd

from timeline.about import load_about
from timeline.export.cells import plain_rows
from timeline.export.selection import Selection
from timeline.metadata.citation import citation


def json_bytes(selection: Selection) -> bytes:
    """All tables in one document: ``{"name", "title", "version", "license", "citation", "tables": {name: rows}}``."""
    about = load_about()
    lang = selection.reader
    document = {
        "name": about.name,
        "title": about.title[lang],
        "version": about.version,
        "license": about.licences.data.id,
        "citation": citation("text", lang=lang),
        "tables": {name: plain_rows(table) for name, table in selection.shown().items()},
    }
    return dumped(document)


def jsonl_bytes(table: pd.DataFrame) -> bytes:
    """A table as JSON Lines: one object a line."""
    rows = (json.dumps(row, ensure_ascii=False, allow_nan=False) for row in plain_rows(table))
    return "".join(f"{row}\n" for row in rows).encode()


def dumped(document: object) -> bytes:
    """A document as the files of this package are written: UTF-8, one space of indent."""
    return (json.dumps(document, ensure_ascii=False, allow_nan=False, indent=1) + "\n").encode()
