"""``timeline export``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from timeline.cli.console import errors
from timeline.errors import TimelineError, UnknownValueError


def export(
    form: Annotated[
        str,
        typer.Argument(metavar="FORMAT", help="csv, jsonl, json, xlsx, sqlite, duckdb, geojson, timelinejs, vis, ics."),
    ],
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            help="File; for csv and jsonl also a folder, which gets all tables. Default: standard output.",
        ),
    ] = None,
    table: Annotated[
        str | None,
        typer.Option("--table", "-t", help="Table of csv and jsonl (default: events), events or places of geojson."),
    ] = None,
    partner: Annotated[str | None, typer.Option(help="Events with this partner only: RUS, FRA, ECOWAS …")] = None,
    since: Annotated[str | None, typer.Option(help="Events on or after this day, YYYY-MM-DD.")] = None,
    until: Annotated[str | None, typer.Option(help="Events on or before this day, YYYY-MM-DD.")] = None,
    significance: Annotated[
        int | None, typer.Option(min=1, max=3, help="Events of at least this significance; 3: turning points.")
    ] = None,
    lang: Annotated[
        str | None,
        typer.Option(help="One language, en or fr; without it tables have both, timelines and calendars English."),
    ] = None,
    bom: Annotated[
        bool, typer.Option("--bom", help="Begin CSV with a byte order mark, for Excel before 2019.")
    ] = False,
) -> None:
    """Write the dataset, or a part of it, in the format of another tool.

    A file is written whole or not at all. Exit code 0: written; 2: could not.

    Examples: `timeline export csv -o events.csv` · `timeline export xlsx -o niger.xlsx --lang fr` ·
    `timeline export timelinejs --significance 3 --lang fr -o timeline.json` · `timeline export ics --partner RUS`
    """
    from timeline.export import FORMATS, exported, find_format

    known = find_format(form)
    filters = {
        "partner": partner,
        "since": _day(since, "--since"),
        "until": _day(until, "--until"),
        "significance": significance,
        "lang": lang,
        "bom": bom,
    }
    if output is not None and form in ("csv", "jsonl") and (output.is_dir() or not output.suffix):
        for name in [table] if table else FORMATS[form].tables:
            path = output / f"{name}.{known.suffix}"
            _write(path, exported(form, table=name, **filters))
        return
    if output is None and known.binary and sys.stdout.isatty():
        raise TimelineError(f"{form} is no text for a terminal", remedy=f"name a file: -o niger.{known.suffix}")
    content = exported(form, table=table, **filters)
    if output is None:
        sys.stdout.buffer.write(content)
        return
    if output.is_dir():
        raise TimelineError(f"{output} is a folder", remedy=f"name a file: -o {output / 'niger'}.{known.suffix}")
    _write(output, content)


def _write(path: Path, content: bytes) -> None:
    """Write a file whole and say so; an error with its remedy where the machine refuses."""
    from timeline.findings import shown
    from timeline.storage import write_atomic

    try:
        write_atomic(path, content)
    except OSError as error:
        raise TimelineError(
            f"{path} cannot be written: {error.strerror}", remedy="name a file in a folder that you may write to"
        ) from error
    errors.print(f"wrote: {shown(path)}")


def _day(text: str | None, option: str) -> str | None:
    """A day as it was given; an error where it is none."""
    import pandas as pd

    if text is None:
        return None
    try:
        return pd.Timestamp(text).strftime("%Y-%m-%d")
    except ValueError:
        raise UnknownValueError(f"{option} {text!r} is no day", remedy="write it as YYYY-MM-DD") from None
