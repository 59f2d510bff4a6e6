"""``timeline charts``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from timeline.cli.console import errors, following, out
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
    out.print("wrote: " + (", ".join(shown(path) for path in changed) or "nothing: all charts were up to date"))
