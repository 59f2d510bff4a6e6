"""The dataset in the formats of other tools: each module makes one format's bytes of tables; here is their list.

>>> import timeline.export
>>> timeline.export.exported("jsonl", partner="RUS", until="2012-01-01", lang="en")[:46]
b'{"event_id": "2011-01-rus-gazprombank-uranium-'
"""

from __future__ import annotations

import importlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from timeline.errors import TimelineError, UnknownValueError
from timeline.tables.keys import KEYS

if TYPE_CHECKING:
    from timeline.export.selection import Selection
    from timeline.load import Lang


@dataclass(frozen=True, slots=True)
class Format:
    """A format: its file's suffix, where its function is, and whether it holds one table or all.

    ``functions`` are names in ``module``, by table; a format of all tables has one function, under ``""``."""

    suffix: str
    module: str
    functions: Mapping[str, str]
    summary: str
    binary: bool = False
    needs: str | None = None

    @property
    def tables(self) -> Sequence[str]:
        """The tables of which a file can be made, the default first; none for a format that holds all."""
        return [name for name in self.functions if name]


FORMATS: Mapping[str, Format] = {
    "csv": Format("csv", "to_csv", dict.fromkeys(KEYS, "csv_bytes"), "one table as CSV, UTF-8"),
    "jsonl": Format("jsonl", "to_json", dict.fromkeys(KEYS, "jsonl_bytes"), "one table as JSON Lines"),
    "json": Format("json", "to_json", {"": "json_bytes"}, "all tables as one JSON document"),
    "xlsx": Format("xlsx", "to_xlsx", {"": "xlsx_bytes"}, "all tables as an Excel workbook", True, "xlsxwriter"),
    "sqlite": Format("sqlite", "to_sqlite", {"": "sqlite_bytes"}, "all tables as SQLite, with full-text search", True),
    "duckdb": Format("duckdb", "to_duckdb", {"": "duckdb_bytes"}, "all tables as a DuckDB database", True, "duckdb"),
    "geojson": Format(
        "geojson", "to_geojson", {"events": "events_geojson", "places": "places_geojson"}, "events or places on a map"
    ),
    "timelinejs": Format("json", "to_timelinejs", {"": "timelinejs_bytes"}, "events for TimelineJS"),
    "vis": Format("json", "to_vis", {"": "vis_bytes"}, "events for vis-timeline"),
    "ics": Format("ics", "to_ics", {"": "ics_bytes"}, "events for calendar applications", needs="icalendar"),
}
#: Formats whose functions take a table, and not the whole selection.
_OF_ONE_FRAME = ("csv", "jsonl")


def find_format(name: str) -> Format:
    """The format of a name.

    >>> find_format("excel")
    Traceback (most recent call last):
    timeline.errors.UnknownValueError: 'excel' is no export format. Remedy: use one of csv, jsonl, json, xlsx, ...
    """
    if name not in FORMATS:
        raise UnknownValueError(f"{name!r} is no export format", remedy=f"use one of {', '.join(FORMATS)}")
    return FORMATS[name]


def exported(
    form: str,
    *,
    table: str | None = None,
    partner: str | None = None,
    since: str | None = None,
    until: str | None = None,
    significance: int | None = None,
    lang: Lang | None = None,
    bom: bool = False,
) -> bytes:
    """The dataset, or the part that the filters of ``timeline.load_events`` leave, in a format's bytes.

    ``table`` picks the table of a format that holds one (default: events). ``lang`` keeps one language; formats that
    are read rather than computed with are English without it. ``bom`` marks CSV as UTF-8 for old Excel.
    Raises UnknownValueError for what the format or the data does not know, TimelineError with the line to type where
    a package is missing."""
    from timeline.export.selection import load_selection

    known = find_format(form)
    _check(form, known, table, bom)
    selection = load_selection(partner=partner, since=since, until=until, significance=significance, lang=lang)
    content = render(selection, form, table=table)
    return b"\xef\xbb\xbf" + content if bom else content


def render(selection: Selection, form: str, *, table: str | None = None) -> bytes:
    """A selection of tables in a format's bytes."""
    known = find_format(form)
    _check(form, known, table, bom=False)
    name = table or (known.tables[0] if known.tables else "")
    function = _function(form, known, name)
    return function(selection.shown()[name]) if form in _OF_ONE_FRAME else function(selection)


def _function(form: str, known: Format, table: str) -> Any:
    try:
        module = importlib.import_module(f"timeline.export.{known.module}")
    except ModuleNotFoundError as error:
        if known.needs is None or error.name != known.needs:
            raise
        raise TimelineError(
            f"the format {form} needs the package {known.needs}, which is not installed",
            remedy="python -m pip install 'timeline-niger[export]', or in a checkout '.[export]'",
        ) from error
    return getattr(module, known.functions[table])


def _check(form: str, known: Format, table: str | None, bom: bool) -> None:
    if table is not None and table not in known.tables:
        remedy = f"use one of {', '.join(known.tables)}" if known.tables else "leave the table out"
        raise UnknownValueError(f"the format {form} makes no file of the table {table!r} alone", remedy=remedy)
    if bom and form != "csv":
        raise UnknownValueError(f"the format {form} has no byte order mark", remedy="leave bom out, or use csv")
