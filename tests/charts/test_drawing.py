"""How charts become files: only what changed, whole, the same bytes everywhere, and pages that ask for nothing."""

from __future__ import annotations

import json
import re
import struct
import subprocess
import sys
import zlib
from pathlib import Path
from typing import Any

import altair as alt
import numpy as np
import pytest

from timeline.charts import metrics, theme
from timeline.charts.data import ChartData
from timeline.charts.drawing import draw
from timeline.charts.metrics import measured, text_width
from timeline.charts.page import completed, page
from timeline.charts.png import smaller
from timeline.charts.render import render, rendered

_TITLE = "Ends </script><script>alert(1)</script> \u2028 \"here\" & 'there'"


def _chart(title: str = "Six of ten", lang: str = "en") -> Any:
    rows = alt.Data(values=[{"a": 1, "b": "x <b>"}, {"a": 2, "b": title}])
    bars = alt.Chart(rows).mark_bar(clip=True).encode(x="a:Q", y="b:N", tooltip="b:N")
    return theme.framed(
        bars,
        title=title,
        subtitle=["What is shown", "and how"],
        source="Source: here",
        description="Two bars.",
        lang=lang,
    )


def _drawn(folder: Path, data: ChartData, **options: Any) -> dict[str, bool]:
    return {path.name: new for path, new in draw(folder, data=data, processes=1, **options)}


def test_only_what_changed_is_drawn(tmp_path: Path, small: ChartData, monkeypatch: pytest.MonkeyPatch) -> None:
    options = {
        "names": ["calendar"],
        "langs": ["en", "fr"],
        "formats": ["svg", "json"],
        "state": tmp_path / "state.json",
    }
    first = _drawn(tmp_path, small, **options)
    assert set(first) == {"calendar.en.svg", "calendar.en.json", "calendar.fr.svg", "calendar.fr.json"}
    assert all(first.values())

    asked: list[tuple[str, ...]] = []

    def counted(spec: Any, formats: Any, lang: str) -> Any:
        asked.append((lang, *formats))
        return rendered(spec, formats, lang)

    monkeypatch.setattr("timeline.charts.drawing.rendered", counted)
    assert not any(_drawn(tmp_path, small, **options).values())
    assert asked == [("en",), ("fr",)]

    asked.clear()
    (tmp_path / "calendar.fr.svg").write_text("<svg>half a")
    (tmp_path / "calendar.en.json").unlink()
    changed = _drawn(tmp_path, small, **options)
    assert asked == [("en", "json"), ("fr", "svg")]
    assert {name for name, new in changed.items() if new} == {"calendar.fr.svg", "calendar.en.json"}

    asked.clear()
    fewer = ChartData(**vars(small) | {"events": small.events.iloc[5:]})
    assert all(_drawn(tmp_path, fewer, **options).values())
    assert len(asked) == 2


def test_a_spoilt_memory_costs_a_drawing_and_no_more(tmp_path: Path, small: ChartData) -> None:
    state = tmp_path / "state.json"
    options = {"names": ["calendar"], "langs": ["en"], "formats": ["json"], "state": state}
    _drawn(tmp_path, small, **options)
    state.write_text('{"calendar.en": {"dig')
    assert _drawn(tmp_path, small, **options) == {"calendar.en.json": False}
    assert "calendar.en" in json.loads(state.read_text())


def test_processes_draw_what_one_draws(tmp_path: Path, small: ChartData) -> None:
    options: dict[str, Any] = {"names": ["calendar", "acts"], "langs": ["fr"], "formats": ["svg", "png"], "data": small}
    for folder, processes in (("one", 1), ("two", 2)):
        list(draw(tmp_path / folder, processes=processes, **options))
    one, two = (sorted((tmp_path / folder).iterdir()) for folder in ("one", "two"))
    assert [path.read_bytes() for path in one] == [path.read_bytes() for path in two]
    assert len(one) == 4


def test_a_drawing_does_not_depend_on_those_before_it() -> None:
    first = render(_chart(), "svg", "en")
    render(_chart("Another"), "svg", "en")
    assert render(_chart(), "svg", "en") == first
    assert re.search(rb'id="c[0-9a-f]{8}-0"', first)
    assert set(re.findall(rb"url\(#([^)]+)\)", first)) <= set(re.findall(rb'id="([^"]+)"', first))


_DRAW = """
import hashlib, sys
import altair as alt
from timeline.charts import theme
from timeline.charts.render import render
rows = alt.Data(values=[{"t": "Été — Où ? «\\u00a0Niger\\u00a0» 8\\u202f700"}])
text = alt.Chart(rows).mark_text().encode(text="t:N")
chart = theme.framed(text, title="Àÿ “x”", subtitle="y", source="z", description="d", lang="fr")
print(*(hashlib.sha256(render(chart, form, "fr")).hexdigest() for form in ("svg", "png")))
"""


def test_pictures_are_the_same_on_a_machine_without_fonts() -> None:
    here = subprocess.run([sys.executable, "-c", _DRAW], capture_output=True, text=True, check=True).stdout
    hidden = "&& ".join(f"mount -t tmpfs none {folder} " for folder in ("/usr/share/fonts", "/etc/fonts"))
    command = [
        "unshare",
        "--map-root-user",
        "--mount",
        "sh",
        "-c",
        f'{hidden} && ls /usr/share/fonts >&2 && "$0" -c "$1"',
    ]
    try:
        found = subprocess.run([*command, sys.executable, _DRAW], capture_output=True, text=True, timeout=120)
    except FileNotFoundError:
        pytest.skip("no unshare on this machine")
    if "unshare" in found.stderr or "mount" in found.stderr:
        pytest.skip(f"folders of fonts cannot be hidden here: {found.stderr.strip()}")
    assert found.stderr == ""  # the folder was empty, and nothing went wrong
    assert found.stdout == here


def test_the_table_of_widths_is_what_vega_measures() -> None:
    assert metrics.fresh() == metrics.widths()


@pytest.mark.parametrize("bold", [False, True])
def test_texts_are_never_wider_than_they_are_taken_to_be(small: ChartData, bold: bool) -> None:
    texts = [*small.events["title_fr"], *small.spells["name_fr"], "Évkourov, AV To 8\u202f700 « Wagner » : l’œuvre"]
    for text, width in zip(texts, measured(texts, 13, bold=bold), strict=True):
        assert width - 0.01 <= text_width(text, 13, bold=bold) <= 1.04 * width


def _png(pixels: Any) -> bytes:
    """A picture as vl-convert writes it: red, green, blue and alpha, rows as differences to the left."""
    height, width, _ = pixels.shape
    rows = pixels.copy()
    rows[:, 1:] -= pixels[:, :-1]
    raw = np.concatenate([np.ones((height, 1), np.uint8), rows.reshape(height, -1)], axis=1).tobytes()

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(raw)) + chunk(b"IEND", b"")


def _unpacked(png: bytes) -> tuple[int, Any]:
    """The kind of a small picture and its pixels in red, green and blue."""
    chunks: dict[bytes, bytes] = {}
    at = 8
    while at < len(png):
        (size,) = struct.unpack(">I", png[at : at + 4])
        name, data = png[at + 4 : at + 8], png[at + 8 : at + 8 + size]
        assert struct.unpack(">I", png[at + 8 + size : at + 12 + size])[0] == zlib.crc32(name + data)
        chunks[name] = data
        at += 12 + size
    width, height, _, kind, *_ = struct.unpack(">IIBBBBB", chunks[b"IHDR"])
    rows = np.frombuffer(zlib.decompress(chunks[b"IDAT"]), np.uint8).reshape(height, -1)
    assert not rows[:, 0].any()
    if kind == 3:
        return kind, np.frombuffer(chunks[b"PLTE"], np.uint8).reshape(-1, 3)[rows[:, 1:]]
    return kind, rows[:, 1:].reshape(height, width, 3)


@pytest.mark.parametrize(("colours", "kind"), [(1, 3), (200, 3), (256, 3), (257, 2), (4000, 2)])
def test_small_pictures_have_the_same_pixels(colours: int, kind: int) -> None:
    numbers = np.arange(64 * 80, dtype="<u4").reshape(64, 80) % colours
    pixels = np.ascontiguousarray((numbers * 40503 % (1 << 24)) | 0xFF000000).view(np.uint8).reshape(64, 80, 4)
    found, shown = _unpacked(smaller(_png(pixels)))
    assert found == kind
    assert (shown == pixels[..., :3]).all()


def test_transparent_pictures_stay_as_they_are() -> None:
    png = _png(np.full((4, 5, 4), 128, np.uint8))
    assert smaller(png) == png


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_pages_hold_what_they_show_and_ask_for_nothing(lang: str) -> None:
    text = page(_chart(_TITLE, lang).to_dict(), lang)
    assert text.startswith(f'<!DOCTYPE html>\n<html lang="{lang}">')
    assert '<meta name="viewport" content="width=device-width, initial-scale=1">' in text
    assert not re.search(r"<(?:script|link|img|iframe)[^>]+(?:src|href)=", text)
    assert "overflow-x: auto" in text
    assert 'aria-label="Two bars."' in text
    assert ("Enregistrer en PNG" in text) == (lang == "fr")


def test_texts_cannot_break_out_of_a_page() -> None:
    text = page(_chart(_TITLE).to_dict(), "en")
    assert text.count("</script>") == 2
    assert "<script>alert" not in text
    assert "\u2028" not in text.partition("<script>")[2]
    assert "&lt;/script&gt;" in text  # the headline still says it
    assert len(completed(text)) > len(text) + 500_000


def test_svgs_say_what_they_are_whatever_the_title() -> None:
    text = render(_chart(_TITLE), "svg", "en").decode()
    assert "<script" not in text
    assert "<desc>Two bars.</desc>" in text
