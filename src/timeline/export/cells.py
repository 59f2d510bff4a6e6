"""A table's cells as plain values: what text formats and databases can hold."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import pandas as pd

from timeline.codebook import load_codebook


def plain_rows(table: pd.DataFrame) -> list[dict[str, Any]]:
    """The rows as mappings of JSON's types: days as ISO 8601, lists as lists, None where there is no value.

    >>> plain_rows(pd.DataFrame({"day": [pd.Timestamp("2024-03-26"), pd.NaT], "n": pd.array([1, None], "Int64")}))
    [{'day': '2024-03-26', 'n': 1}, {'day': None, 'n': None}]
    """
    columns = [str(name) for name in table.columns]
    values = [_column(table[name]) for name in columns]
    return [dict(zip(columns, row, strict=True)) for row in zip(*values, strict=True)]


def _column(series: pd.Series) -> list[Any]:
    if pd.api.types.is_datetime64_any_dtype(series.dtype):
        return [None if pd.isna(day) else day.strftime("%Y-%m-%d") for day in series]
    return [plain(value) for value in series]


def plain(value: Any) -> Any:
    """One value in JSON's types."""
    if isinstance(value, np.ndarray | list | tuple):
        return [plain(item) for item in value]
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if value is None or value is pd.NA or value is pd.NaT:
        return None
    if isinstance(value, np.generic):
        value = value.item()
    return None if isinstance(value, float) and np.isnan(value) else value


def flat(value: Any) -> Any:
    """A plain value for a cell that holds no lists: lists and structures as their JSON text.

    >>> flat(["security", "diplomacy"])
    '["security", "diplomacy"]'
    """
    return json.dumps(value, ensure_ascii=False) if isinstance(value, list | dict) else value


def codes() -> pd.DataFrame:
    """The codebook as a table, for files that stand alone: vocabulary, code, label and definition in both languages."""
    book = load_codebook()
    terms = [(name, term) for name in book for term in book[name].values()]
    modes = {term.code: term for kind in book.modes.values() for term in kind.values()}
    terms += [("mode", term) for term in modes.values()]
    return pd.DataFrame(
        [
            {
                "vocabulary": name,
                "code": term.code,
                "label_en": term.label["en"],
                "label_fr": term.label["fr"],
                "definition_en": term.definition.get("en"),
                "definition_fr": term.definition.get("fr"),
            }
            for name, term in terms
        ]
    ).astype("str")
