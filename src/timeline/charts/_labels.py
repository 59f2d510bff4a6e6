"""Where the labels of a column go: as near their marks as they can be, none on another, all in the frame.

Pure arithmetic, no drawing: boxes in, positions out; a text is broken into lines where the picture needs it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from timeline.charts.metrics import text_width

_ROUNDING = 1e-6


@dataclass(frozen=True, slots=True)
class Box:
    """A label before it has its place: the height of its mark in the picture, and how tall it is."""

    anchor: float
    height: float


class NoRoomError(ValueError):
    """The labels are taller than the frame: show fewer of them, or make it larger."""


def place(boxes: Sequence[Box], top: float, bottom: float, *, gap: float = 0.0) -> list[float]:
    """The upper edge of each box, in the order given, so that every box lies between ``top`` and ``bottom``.

    Boxes keep the order of their anchors (those of equal anchor the order given), stand at least ``gap`` apart, and
    the sum of the squared distances between their middles and their anchors is the least there is. That is isotonic
    regression: where boxes press on one another they form a block, which moves to the mean of what they want.
    Raises NoRoomError where the boxes cannot all stand in the frame.

    >>> place([Box(10, 10), Box(50, 10)], 0, 100)
    [5.0, 45.0]
    >>> place([Box(50, 10), Box(50, 10), Box(0, 10)], 0, 100)
    [40.0, 50.0, 0.0]
    """
    order = sorted(range(len(boxes)), key=lambda index: boxes[index].anchor)
    before: list[float] = []  # what the boxes above take up
    used = 0.0
    for index in order:
        before.append(used)
        used += boxes[index].height + gap
    room = bottom - top - (used - gap if boxes else 0.0)
    if room < -_ROUNDING:
        raise NoRoomError(f"labels of {used - gap:g} do not fit into {bottom - top:g}")
    wanted = [boxes[index].anchor - boxes[index].height / 2 - above for index, above in zip(order, before, strict=True)]
    edges = [0.0] * len(boxes)
    room = max(room, 0.0)
    for index, above, edge in zip(order, before, _rising(wanted), strict=True):
        edges[index] = top + min(max(edge - top, 0.0), room) + above
    return edges


def _rising(values: Sequence[float]) -> list[float]:
    """The non-decreasing values nearest to the given ones: pool adjacent violators (Ayer et al. 1955)."""
    blocks: list[tuple[float, int]] = []
    for value in values:
        mean, size = value, 1
        while blocks and blocks[-1][0] > mean:
            earlier, count = blocks.pop()
            mean, size = (earlier * count + mean * size) / (count + size), count + size
        blocks.append((mean, size))
    return [mean for mean, size in blocks for _ in range(size)]


def wrap(text: str, width: float, size: float, *, most: int = 2) -> list[str]:
    """A text in at most ``most`` lines of ``width`` pixels, of about equal length; what does not fit ends in "…".

    >>> wrap("Niger and CNPC sign the transport convention", 180, 12)
    ['Niger and CNPC sign', 'the transport convention']
    """
    lines = _greedy(text, width, size)
    if len(lines) > most:
        return [*lines[: most - 1], _shortened(" ".join(lines[most - 1 :]), width, size)]
    # the narrowest width that needs no more lines: no last line of one word
    narrow, wide = 0.0, width
    while len(lines) > 1 and wide - narrow > 1:
        middle = (narrow + wide) / 2
        tried = _greedy(text, middle, size)
        fits = len(tried) == len(lines) and all(text_width(line, size) <= middle for line in tried)
        narrow, wide, lines = (narrow, middle, tried) if fits else (middle, wide, lines)
    return [line if text_width(line, size) <= width else _shortened(line, width, size) for line in lines]


def _greedy(text: str, width: float, size: float) -> list[str]:
    lines: list[str] = []
    for word in text.split(" "):
        if lines and text_width(f"{lines[-1]} {word}", size) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def _shortened(text: str, width: float, size: float) -> str:
    while text and text_width(f"{text}…", size) > width:
        text = text[:-1].rstrip()
    return f"{text}…"
