"""Tables of what was measured: kept as JSON by the benchmarks, printed on the pages in both languages.

``benchmarks/results/<name>.json`` holds a list of paragraphs and tables. A text is ``[English, French]``, or one text
where both languages write the same (code, numbers). Numbers stand as English prints them."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import TypedDict

from timeline.storage import write_atomic

Text = str | list[str]
_CODE = re.compile(r"(`[^`]*`)")
_DECIMALS, _THOUSANDS = re.compile(r"(?<=\d)\.(?=\d)"), re.compile(r"(?<=\d),(?=\d{3}\b)")


class Table(TypedDict):
    """The columns' heads and the rows of cells."""

    head: list[Text]
    rows: list[list[Text]]


Part = Text | Table
NAMES = ("benchmarks", "accuracy")


def results_file(root: Path, name: str) -> Path:
    """Where the results of a measurement are kept."""
    return root / "benchmarks" / "results" / f"{name}.json"


def write_results(root: Path, name: str, parts: Sequence[Part]) -> bool:
    """Keep the results of a measurement; False where nothing changed."""
    return write_atomic(results_file(root, name), json.dumps(parts, ensure_ascii=False, indent=1) + "\n")


def read_results(root: Path, name: str) -> list[Part]:
    """The results of a measurement, nothing where it was never made."""
    file = results_file(root, name)
    return json.loads(file.read_text("utf-8")) if file.is_file() else []


def printed(parts: Sequence[Part], lang: str) -> str:
    """Paragraphs and tables as Markdown in one language.

    >>> table = {"head": [["what", "quoi"], "×"], "rows": [["`a.b`", "10.5"]]}
    >>> print(printed([["Speed:", "Vitesse :"], table], "fr"))
    Vitesse :
    <BLANKLINE>
    | quoi | × |
    | --- | --- |
    | `a.b` | 10,5 |
    """
    return "\n\n".join(_table(part, lang) if isinstance(part, dict) else _text(part, lang) for part in parts)


def _table(table: Table, lang: str) -> str:
    lines = [table["head"], ["---"] * len(table["head"]), *table["rows"]]
    return "\n".join(f"| {' | '.join(_text(cell, lang) for cell in line)} |" for line in lines)


def _text(text: Text, lang: str) -> str:
    if not isinstance(text, str):
        return text[0 if lang == "en" else 1]
    if lang == "en":
        return text
    # what stands in backquotes is code, and stays
    pieces = _CODE.split(text)
    return "".join(piece if piece.startswith("`") else _french_numbers(piece) for piece in pieces)


def _french_numbers(text: str) -> str:
    return _DECIMALS.sub(",", _THOUSANDS.sub("\u202f", text))
