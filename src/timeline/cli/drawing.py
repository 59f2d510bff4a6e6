"""``timeline charts`` and ``timeline report``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from timeline.cli.console import errors, following, out, wrote
from timeline.findings import shown
from timeline.paths import checkout


def charts(
    names: Annotated[list[str] | None, typer.Argument(help="Charts to draw; default: all.")] = None,
    lang: Annotated[str, typer.Option(help="Languages, separated by commas.")] = "en,fr",
    formats: Annotated[str, typer.Option(help="Formats, separated by commas.")] = "html,svg,png,json",
    output: Annotated[Path | None, typer.Option("--output", "-o", help="Folder; default: reports.")] = None,
) -> None:
    """Draw charts as files.

    Examples: `timeline charts` · `timeline charts partner_lanes --lang fr --formats svg`
    """
    from timeline.charts import CHARTS
    from timeline.charts.drawing import draw
    from timeline.charts.render import FORMATS, LANGS

    asked = names or list(CHARTS)
    for value, known in ((asked, CHARTS), (lang.split(","), LANGS), (formats.split(","), FORMATS)):
        if odd := [item for item in value if item not in known]:
            errors.print(f"timeline: {odd[0]!r} is none of {', '.join(known)}", style="red")
            raise typer.Exit(2)
    root, langs, forms = checkout(), lang.split(","), formats.split(",")
    folder = output or (root / "reports" if root else Path("reports"))
    state = root / ".make" / "charts.json" if root and not output else None
    drawing = draw(folder, names=asked, langs=langs, formats=forms, state=state)
    total = len(asked) * len(langs) * len(forms)
    changed = [path for path, new in following(drawing, total, "drawing") if new]
    out.print(wrote(changed))


def report(
    output: Annotated[Path | None, typer.Option("--output", "-o", help="Folder; default: reports.")] = None,
) -> None:
    """Write the explorer: the whole dataset as one page, index.html, that works from disk and asks for nothing else.

    It carries the charts as `timeline charts` left them in the same folder; those that are not there are drawn.

    Example: `timeline report`
    """
    from timeline.report import ReportData, explorer
    from timeline.report.pictures import read_pictures
    from timeline.storage import write_atomic

    root = checkout()
    folder = output or (root / "reports" if root else Path("reports"))
    with errors.status("writing the explorer"):  # shows on a terminal only
        page = explorer(ReportData.load(), pictures=read_pictures(folder))
        new = write_atomic(folder / "index.html", page)
    done = f"wrote: {shown(folder / 'index.html')}" if new else "wrote: nothing: the explorer was up to date"
    out.print(f"{done} ({len(page.encode()) / 1e6:.1f} MB)")
