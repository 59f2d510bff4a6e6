"""All charts as files, in both languages and all formats, against vl-convert alone on the finished specifications."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.measure import Row, compare, side_by_side
from timeline.charts.drawing import draw

# no tables, no figures, no memory of earlier runs: a fresh interpreter, one call of vl-convert a file
_BARE = """
import json, sys
from pathlib import Path
import vl_convert as vlc
specs, out = map(Path, sys.argv[1:])
for file in sorted(specs.glob("*.json")):
    spec = json.loads(file.read_bytes())
    (out / f"{file.stem}.json").write_bytes(file.read_bytes())
    (out / f"{file.stem}.svg").write_text(vlc.vegalite_to_svg(spec), "utf-8")
    (out / f"{file.stem}.png").write_bytes(vlc.vegalite_to_png(spec, scale=2))
    (out / f"{file.stem}.html").write_text(vlc.vegalite_to_html(spec, bundle=True), "utf-8")
"""


def rows() -> Iterator[Row]:
    """Whole processes, interpreter start included on both sides; ours computes what the charts show as well."""
    with tempfile.TemporaryDirectory() as folder:
        specs, ours_out, theirs_out = (Path(folder) / name for name in ("specs", "ours", "theirs"))
        files = [path for path, _ in draw(specs, formats=["json"])]
        theirs_out.mkdir()

        def whole() -> None:
            command = [sys.executable, "-m", "timeline", "charts", "--output", str(ours_out)]
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL)

        def bare() -> None:
            subprocess.run([sys.executable, "-c", _BARE, str(specs), str(theirs_out)], check=True)

        ours, theirs = side_by_side(whole, bare, rounds=2)
        number = len(files)
        yield compare(
            [f"`make charts`, {number} charts in four formats", f"`make charts`, {number} graphiques, quatre formats"],
            ["`vl_convert`, their specifications at hand", "`vl_convert`, leurs spécifications étant prêtes"],
            ours, theirs, "≤ 1.5",
        )  # fmt: skip
