"""``timeline build``, ``timeline schemas`` and ``timeline info``."""

from __future__ import annotations

from typing import Annotated

import typer

from timeline.cli.console import Spoken, errors, out, reading, wrote
from timeline.errors import BrokenExpectationsError, InvalidRecordsError
from timeline.findings import shown
from timeline.paths import project_root


def build(
    lang: Spoken,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Do not print warnings.")] = False,
) -> None:
    """Read and check all records and write the Parquet tables, datapackage.json and croissant.json.

    Nothing is written unless everything is sound. Exit code 0: built; 1: records have errors; 2: could not run.

    Example: `timeline build`
    """
    from timeline.build import build as make
    from timeline.validation import errors_first

    try:
        built = make(project_root(), progress=reading)
    except InvalidRecordsError as error:
        for finding in errors_first(error.findings):
            out.print(finding.as_text(lang.value), style="red" if finding.severity == "error" else "yellow")
        errors.print(f"timeline: {error.said.told(lang.value)}", style="red")
        raise typer.Exit(1) from None
    except BrokenExpectationsError as error:
        errors.print(f"timeline: {error.said.told(lang.value)}", style="red")
        raise typer.Exit(2) from None
    if not quiet:
        for finding in built.warnings:
            out.print(finding.as_text(lang.value), style="yellow")
    rows = ", ".join(f"{len(table):,} {name}" for name, table in built.tables.items())
    out.print(f"tables: {rows}\n{wrote(built.written)}")


def schemas() -> None:
    """Write what is generated from the models: schemas, codebook and rule page, CITATION.cff, .zenodo.json.

    Example: `timeline schemas`
    """
    from timeline.generate import write_generated

    written = write_generated(project_root())
    out.print(wrote(written))


def pages() -> None:
    """Write the figures on README and the datasheet anew, from the built dataset.

    Example: `timeline pages`
    """
    from timeline.pages import write_pages

    written = write_pages(project_root())
    out.print(wrote(written))


def info() -> None:
    """Version, counts, coverage and last event of the built dataset.

    Example: `timeline info`
    """
    from timeline import __version__, data_version
    from timeline.load import load_events, load_participants, load_sources, load_spells
    from timeline.paths import data_dir

    events, participants, sources = load_events(), load_participants(), load_sources()
    last = events.sort_values(["date_end", "event_id"]).iloc[-1]
    per_year = events.groupby(events["date_start"].dt.year).size()
    top = participants["partner_en"].value_counts().head(10)
    voices = events["corroboration"].value_counts()
    out.print(f"timeline {__version__}, data {data_version} in {shown(data_dir())}")
    out.print(
        f"{len(events):,} events, {participants['partner'].nunique()} partners, {sources['url'].nunique():,} pages of "
        f"{sources['publisher'].nunique()} outlets, {len(load_spells())} spells"
    )
    out.print(f"from {events['date_start'].min():%Y-%m-%d} to {last['date_end']:%Y-%m-%d}; last: {last['title_en']}")
    out.print("by year: " + ", ".join(f"{year} {count}" for year, count in per_year.items()))
    out.print("by partner: " + ", ".join(f"{name} {count}" for name, count in top.items()))
    out.print("corroboration: " + ", ".join(f"{level} {voices[level]}" for level in voices.index))
    out.print(f"second reading: {events['reviewed_on'].notna().mean():.0%} of events")
