"""Excel workbook: one sheet a table, typed, with filters and a header that stays."""

from __future__ import annotations

import io
from collections.abc import Mapping
from datetime import datetime, time
from typing import Any

import pandas as pd
import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from timeline.about import load_about
from timeline.charts.typography import typeset
from timeline.errors import TimelineError
from timeline.export.cells import codes, flat, plain_rows
from timeline.export.selection import Selection
from timeline.load import Lang, describe
from timeline.metadata.citation import citation

_LONGEST = 32_767  # characters that a cell of the format holds
_WIDEST = 60
_WORDS: Mapping[str, Mapping[str, str]] = {
    "en": {"about": "about", "version": "Version", "licence": "Licence", "cite": "Cite as", "table": "table",
           "column": "column", "type": "type", "meaning": "meaning", "codes": "codes"},
    "fr": {"about": "à propos", "version": "Version", "licence": "Licence", "cite": "Citer", "table": "table",
           "column": "colonne", "type": "type", "meaning": "sens", "codes": "codes"},
}  # fmt: skip


def xlsx_bytes(selection: Selection) -> bytes:
    """A workbook: a sheet about the dataset and its columns, one for each table, one for the codes.

    Days are dates, numbers numbers, truths truths; lists are JSON text. Texts are written as texts: none becomes a
    formula or a link. The same tables give the same bytes."""
    about, words = load_about(), _WORDS[selection.reader]
    sink = io.BytesIO()
    book = xlsxwriter.Workbook(sink, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties(
        {
            "title": about.title[selection.reader],
            "author": "; ".join(author.full_name for author in about.authors),
            "created": datetime.combine(about.released, time()),
        }
    )
    bold, day = book.add_format({"bold": True}), book.add_format({"num_format": "yyyy-mm-dd"})
    shown = selection.shown()
    _about_sheet(book.add_worksheet(words["about"]), shown, selection, bold)
    for name, table in {**shown, words["codes"]: codes()}.items():
        _sheet(book.add_worksheet(name), name, table, bold, day)
    book.close()
    return sink.getvalue()


def _about_sheet(sheet: Worksheet, tables: Mapping[str, pd.DataFrame], selection: Selection, bold: Any) -> None:
    about, lang = load_about(), selection.reader
    words = _WORDS[lang]
    sheet.write_string(0, 0, typeset(about.title[lang], lang), bold)
    sheet.write_string(1, 0, typeset(about.description[lang], lang))
    said = (
        (words["version"], about.version),
        (words["licence"], about.licences.data.id),
        (words["cite"], citation(lang=lang)),
    )
    for number, (name, text) in enumerate(said, start=3):
        sheet.write_string(number, 0, name, bold)
        sheet.write_string(number, 1, text)
    sheet.set_column(0, 0, 16)
    sheet.set_column(1, 2, 24)
    sheet.set_column(3, 3, 80)
    top = 7
    for place, heading in enumerate(("table", "column", "type", "meaning")):
        sheet.write_string(top, place, words[heading], bold)
    row = top
    for name, table in tables.items():
        for column, kind, meaning in _meanings(name, table, lang):
            row += 1
            for place, text in enumerate((name, column, kind, meaning)):
                sheet.write_string(row, place, text)


def _meanings(name: str, table: pd.DataFrame, lang: Lang) -> list[tuple[str, str, str]]:
    """Column, type and meaning of a table's columns; those in one language take the meaning of that language's."""
    described = {row.column: row for row in describe(name, lang=lang).itertuples()}
    meanings = []
    for column in table.columns:
        stem = "partner" if column == "partner_name" else column
        row: Any = described.get(column) or described[f"{stem}_{lang}"]
        kind = "code" if str(row.type).startswith("dictionary") else str(row.type)
        meanings.append((column, kind, typeset(row.meaning, lang)))
    return meanings


def _sheet(sheet: Worksheet, name: str, table: pd.DataFrame, bold: Any, day: Any) -> None:
    days = {column for column in table.columns if pd.api.types.is_datetime64_any_dtype(table[column].dtype)}
    widths = {column: len(column) + 4 for column in table.columns}  # room for the filter's arrow
    for place, column in enumerate(table.columns):
        sheet.write_string(0, place, column, bold)
    for number, row in enumerate(plain_rows(table), start=1):
        for place, (column, value) in enumerate(row.items()):
            value = flat(value)
            if value is None:
                continue
            if column in days:
                sheet.write_datetime(number, place, datetime.fromisoformat(value), day)
            elif isinstance(value, bool):
                sheet.write_boolean(number, place, value)
            elif isinstance(value, int | float):
                sheet.write_number(number, place, value)
            elif len(value) > _LONGEST:
                raise TimelineError(
                    f"{name}, row {number}, {column}: the text has {len(value):,} characters, and a cell of the xlsx "
                    f"format holds {_LONGEST:,}",
                    remedy="export it as csv or sqlite, which hold it whole",
                )
            else:
                sheet.write_string(number, place, value)
            widths[column] = max(widths[column], min(len(str(value)) + 1, _WIDEST))
    for place, column in enumerate(table.columns):
        sheet.set_column(place, place, widths[column])
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, max(len(table), 1), len(table.columns) - 1)
