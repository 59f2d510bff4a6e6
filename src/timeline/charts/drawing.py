"""Charts into a folder: only what changed, on all cores, and never half a file."""

from __future__ import annotations

import hashlib
import json
import multiprocessing
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path
from typing import Any

from timeline import charts
from timeline.charts.data import ChartData
from timeline.charts.page import completed, page
from timeline.charts.render import FORMATS, LANGS, rendered
from timeline.storage import write_atomic

# what turns a chart's Vega-Lite into files: when one of these changes, every file is drawn again
_RENDERER = ("drawing.py", "render.py", "page.py", "page.html.jinja", "png.py", "fonts.py", "fonts.conf", "theme.py")
Known = Mapping[str, Any]


@dataclass(frozen=True)
class Drawn:
    """A chart in one language: the digest of what it is drawn from, and the files that had to be drawn."""

    name: str
    lang: str
    digest: str
    files: Mapping[str, bytes] = field(default_factory=dict)


def draw(
    folder: Path,
    *,
    names: Iterable[str] = charts.CHARTS,
    langs: Iterable[str] = LANGS,
    formats: Iterable[str] = FORMATS,
    data: ChartData | None = None,
    state: Path | None = None,
    processes: int | None = None,
) -> Iterator[tuple[Path, bool]]:
    """Draw charts into a folder; yields each file and whether its content changed, as they get done.

    With ``state``, a file that remembers what was drawn from what, a chart is drawn again only if its Vega-Lite or
    the renderer changed, or if a file is missing or not what was drawn. ``processes``: as many as there are cores,
    unless given; one draws in this process."""
    asked, langs, formats = list(names), tuple(langs), tuple(formats)
    known: dict[str, Any] = _remembered(state)
    folder.mkdir(parents=True, exist_ok=True)
    jobs = [
        (name, langs, formats, {lang: _valid(known.get(f"{name}.{lang}"), folder, name, lang) for lang in langs})
        for name in asked
    ]
    for results in _results(jobs, data, min(processes or _cores(), len(jobs))):
        for drawn in results:
            entry = known.get(f"{drawn.name}.{drawn.lang}", {})
            files = dict(entry.get("files", {})) if entry.get("digest") == drawn.digest else {}
            for form in formats:
                path = folder / f"{drawn.name}.{drawn.lang}.{form}"
                content = drawn.files.get(form)
                if content is not None and form == "html":
                    content = completed(content.decode()).encode()  # here, so that it is put together once for all
                yield path, write_atomic(path, content) if content is not None else False
                if content is not None:
                    files[form] = _digest(content)
            known[f"{drawn.name}.{drawn.lang}"] = {"digest": drawn.digest, "files": files}
        if state:
            write_atomic(state, json.dumps(known, indent=1, sort_keys=True) + "\n")


def _remembered(state: Path | None) -> dict[str, Any]:
    try:
        known = json.loads(state.read_bytes()) if state else {}
    except (OSError, ValueError):  # none yet, or cut off: everything is drawn
        return {}
    return known if isinstance(known, dict) else {}


def _valid(entry: Known | None, folder: Path, name: str, lang: str) -> Known:
    """What is known of a chart, without the files that are not there any more as they were drawn."""
    if not entry:
        return {}
    files: dict[str, str] = {}
    for form, digest in entry["files"].items():
        path = folder / f"{name}.{lang}.{form}"
        if path.is_file() and _digest(path.read_bytes()) == digest:
            files[form] = digest
    return {"digest": entry["digest"], "files": files}


Job = tuple[str, Sequence[str], Sequence[str], Mapping[str, Known]]


def _results(jobs: Sequence[Job], data: ChartData | None, processes: int) -> Iterator[list[Drawn]]:
    if processes < 2:
        _prepare(data)
        yield from (_draw(*job) for job in jobs)
        return
    # a fresh interpreter for each: vl-convert runs threads, which a fork would not carry over
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(processes, context, initializer=_prepare, initargs=(data,)) as pool:
        try:
            for future in as_completed([pool.submit(_draw, *job) for job in jobs]):
                yield future.result()
        except BaseException:
            pool.shutdown(cancel_futures=True)
            raise


_tables: list[ChartData] = []  # of this process, loaded once


def _prepare(data: ChartData | None) -> None:
    _tables[:] = [data or ChartData.load()]


def _draw(name: str, langs: Sequence[str], formats: Sequence[str], known: Mapping[str, Known]) -> list[Drawn]:
    """A chart in its languages, both in one process, so that figures that both show are computed once."""
    found: list[Drawn] = []
    for lang in langs:
        spec = getattr(charts, name)(_tables[0], lang=lang).to_dict()
        digest = _digest(json.dumps([_renderer(), spec], sort_keys=True).encode())
        there = known[lang].get("files", {}) if known[lang].get("digest") == digest else {}
        needed = [form for form in formats if form not in there]
        files = dict(rendered(spec, [form for form in needed if form != "html"], lang))
        if "html" in needed:
            files["html"] = page(spec, lang).encode()
        found.append(Drawn(name, lang, digest, files))
    return found


def _renderer() -> list[str]:
    folder = Path(__file__).parent
    return [version("vl-convert-python"), *(_digest((folder / name).read_bytes()) for name in _RENDERER)]


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
