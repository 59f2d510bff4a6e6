"""Whether the committed generated files are what their inputs give: ``python -m timeline.drift``.

A contribution that changes records only is not asked this; the main branch is."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from joblib import Parallel, delayed

from timeline.build import build
from timeline.charts.data import ChartData
from timeline.charts.drawing import draw
from timeline.findings import shown
from timeline.generate import all_files
from timeline.pages import Facts, pages
from timeline.parsing.teaching import LESSONS
from timeline.paths import project_root


def drifted(root: Path) -> Iterator[Path]:
    """Every committed generated file that is missing or differs from a fresh one."""
    for path, text in all_files(root).items():
        yield from _differs(path, text.encode())
    taught = Parallel(n_jobs=-1)(delayed(_is_taught)(number, root) for number in range(len(LESSONS)))
    yield from (lesson.path(root) for lesson, same in zip(LESSONS, taught, strict=True) if not same)
    with tempfile.TemporaryDirectory() as folder:
        built = build(root, out=Path(folder))
        for path in built.written:
            yield from _differs(root / "data" / path.name, path.read_bytes())
        for path, text in pages(root, Facts.of(built.tables, root)).items():
            yield from _differs(path, text.encode())
        for path, _ in draw(Path(folder) / "charts", formats=["png"], data=ChartData.of(built.tables)):
            committed = root / "reports" / path.name
            if committed.exists():
                yield from _differs(committed, path.read_bytes())


def _is_taught(number: int, root: Path) -> bool:
    """Whether the weights of a lesson, given by its number, are what training gives."""
    return LESSONS[number].up_to_date(root)


def _differs(committed: Path, fresh: bytes) -> Iterator[Path]:
    if not committed.is_file() or committed.read_bytes() != fresh:
        yield committed


def main() -> int:
    """Name what drifted; exit code 1 where anything did."""
    found = list(drifted(project_root()))
    for path in found:
        print(f"{shown(path)} is not what its inputs give: run `make` and commit it")
    print(f"drift: {len(found)} generated files differ" if found else "drift: all generated files are up to date")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
