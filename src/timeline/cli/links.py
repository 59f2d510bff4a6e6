"""``timeline check-links``."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.progress import Progress

from timeline.cli.console import errors
from timeline.paths import project_root
from timeline.storage import write_atomic


class ReportFormat(StrEnum):
    """What the report is written as."""

    markdown = "markdown"
    json = "json"


def check_links(
    paths: Annotated[
        list[Path] | None, typer.Argument(help="Files or folders of records; default: data/events.")
    ] = None,
    form: Annotated[ReportFormat, typer.Option("--format", help="The report's form.")] = ReportFormat.markdown,
    output: Annotated[Path | None, typer.Option("--output", "-o", help="Write the report to this file.")] = None,
    hosts: Annotated[int, typer.Option(min=1, max=64, help="Sites asked at once.")] = 16,
    pause: Annotated[float, typer.Option(min=0, help="Seconds between two pages of one site.")] = 1.0,
    timeout: Annotated[float, typer.Option(min=0.1, help="Seconds to wait for an answer.")] = 15.0,
    retries: Annotated[int, typer.Option(min=0, max=5, help="How often a failure is tried again.")] = 2,
    limit: Annotated[int | None, typer.Option(min=1, help="Ask no more than this number of pages.")] = None,
    private: Annotated[bool, typer.Option("--private", help="Allow addresses of private networks.")] = False,
) -> None:
    """Ask every page that the records cite whether it still answers, and report.

    One page of a site at a time; robots.txt is kept to; nothing is stored but the answer. A dead link never fails a
    build. Exit code 0: reported; 2: could not run.

    Examples: `timeline check-links data/events/2024 -o links.md` · `timeline check-links --format json --limit 50`
    """
    from timeline.links import Manners, as_json, as_markdown, links_of
    from timeline.links import check_links as ask
    from timeline.records.reader import read_records

    asked = paths or [project_root() / "data" / "events"]
    if missing := [path for path in asked if not path.exists()]:
        errors.print(f"timeline: there is no {missing[0]}. Remedy: check the path", style="red")
        raise typer.Exit(2)
    reading = read_records(asked)
    if reading.findings:
        errors.print(f"{len(reading.findings)} files are no records and are left out; see `timeline validate`")
    links = links_of(reading.entries)[:limit]
    manners = Manners(hosts, timeout, pause, retries, private=private)
    with Progress(console=errors, transient=True, disable=not errors.is_terminal) as progress:
        task = progress.add_task("asking pages", total=len(links))
        asked_links = ask(links, manners, done=lambda _: progress.advance(task))
    report = as_json(asked_links) if form is ReportFormat.json else as_markdown(asked_links)
    if output is None:
        print(report, end="")
    else:
        write_atomic(output, report)
        errors.print(f"wrote {output}")
    well = sum(link.state in ("ok", "moved") for link in asked_links)
    errors.print(f"{len(asked_links):,} pages asked, {well:,} answer", style="green")
