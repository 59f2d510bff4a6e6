"""The command line: a thin skin over the public functions."""

from __future__ import annotations

import sys

import typer

from timeline.cli import contribute, dataset, drawing, export, links, parse, records
from timeline.cli.console import errors
from timeline.errors import TimelineError

app = typer.Typer(
    name="timeline",
    help="How Niger diversified its foreign partners: check, build, chart and ask the dataset.",
    no_args_is_help=True,
    rich_markup_mode="markdown",
    pretty_exceptions_enable=False,
    add_completion=True,
)
app.command()(records.validate)
app.command()(records.fmt)
app.command()(contribute.new)
app.command()(contribute.propose)
app.command()(contribute.review)
app.command("check-links")(links.check_links)
app.command()(parse.parse)
app.command()(parse.accept)
app.command()(dataset.build)
app.command()(dataset.schemas)
app.command()(dataset.pages)
app.command()(drawing.charts)
app.command()(export.export)
app.command()(drawing.report)
app.command()(dataset.info)


def main() -> None:
    """Run the command line; an error that the user can mend ends with exit code 2 and its remedy."""
    try:
        app()
    except TimelineError as error:
        errors.print(f"timeline: {error}", style="red")
        sys.exit(2)
