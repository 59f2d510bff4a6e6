"""Labels beside points of a map: near their points, none on another or on a point, all in the frame.

Pure arithmetic like ``_labels``, in two dimensions. To find the best places for all labels at once is NP-hard; this
takes one label after the other, in the order given, and puts it where it costs least among the free places on circles
around its point (the point-feature labelling of Christensen, Marks & Shieber 1995, greedily).
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from timeline.charts._labels import NoRoomError

Point = tuple[float, float]
_DIRECTIONS = 24
_STEP = 7.0
_NEAR = 8.0  # the first circle: as near as a label stands without a leader
_COVERED = 2.5  # what a point of a line under the label costs, in pixels of distance
_CROSSED = 60.0  # what a leader costs that crosses another or runs under a label
_TAKEN_FOR, _TAKEN_FOR_LED = 60.0, 35.0  # what another point costs that is as near, without and with a leader


@dataclass(frozen=True, slots=True)
class Mark:
    """A point that gets a label: where it is, its radius, and how large the label is, all in pixels."""

    x: float
    y: float
    radius: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Spot:
    """The place of a label: its left edge, its upper edge, and where a leader from the point would end."""

    left: float
    top: float
    tip: Point
    led: bool


@dataclass(frozen=True, slots=True)
class _Rectangle:
    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: _Rectangle) -> bool:
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )

    def holds(self, point: Point) -> bool:
        return self.left < point[0] < self.right and self.top < point[1] < self.bottom

    def distance(self, x: float, y: float) -> float:
        return math.hypot(max(self.left - x, 0, x - self.right), max(self.top - y, 0, y - self.bottom))


def beside(
    marks: Sequence[Mark], width: float, height: float, *, lines: Iterable[Point] = (), gap: float = 2.0
) -> list[Spot]:
    """The places of the labels, in the order of the marks, which is that of their claims.

    ``lines`` are points of lines that labels should not cover, if there is another place as near; ``gap`` is left
    around every label. Raises NoRoomError where a label finds no place.

    >>> [spot] = beside([Mark(50, 50, 3, 30, 12)], 100, 100)
    >>> spot.left, spot.top, spot.led
    (60.0, 44.0, False)
    """
    points = [_Rectangle(mark.x - mark.radius, mark.y - mark.radius, mark.x + mark.radius, mark.y + mark.radius)
              for mark in marks]  # fmt: skip
    covered = list(lines)
    taken: list[_Rectangle] = []
    leaders: list[tuple[Point, Point]] = []
    spots: list[Spot] = []
    for mark in marks:
        best: tuple[float, Spot, _Rectangle] | None = None
        for cost, spot in _candidates(mark, math.hypot(width, height)):
            if best and cost >= best[0]:
                break  # further circles only cost more
            box = _box(spot, mark, gap)
            if box.left < 0 or box.top < 0 or box.right > width or box.bottom > height:
                continue
            if any(map(box.meets, taken)) or any(map(box.meets, points)):
                continue
            cost += _COVERED * sum(map(box.holds, covered))
            own = box.distance(mark.x, mark.y)
            rivals = sum((at.x, at.y) != (mark.x, mark.y) and box.distance(at.x, at.y) < own + gap for at in marks)
            cost += rivals * (_TAKEN_FOR_LED if spot.led else _TAKEN_FOR)
            way = ((mark.x, mark.y), spot.tip)
            cost += _CROSSED * sum(_crosses(way, other) for other in leaders)
            cost += _CROSSED * sum(_under(way, other) for other in taken)
            cost += _CROSSED * sum(_under(other, box) for other in leaders)
            if best is None or cost < best[0]:
                best = cost, spot, box
        if best is None:
            raise NoRoomError(f"no room for a label of {mark.width:g} × {mark.height:g} in {width:g} × {height:g}")
        spots.append(best[1])
        taken.append(best[2])
        if best[1].led:
            leaders.append(((mark.x, mark.y), best[1].tip))
    return spots


def _box(spot: Spot, mark: Mark, gap: float) -> _Rectangle:
    return _Rectangle(spot.left - gap, spot.top - gap, spot.left + mark.width + gap, spot.top + mark.height + gap)


def _candidates(mark: Mark, reach: float) -> Iterator[tuple[float, Spot]]:
    """Places on circles of rising radius; to the right and to the left cost least, since they read best."""
    for circle in itertools.count():
        distance = mark.radius + _NEAR - 1 + circle * _STEP
        if distance > reach:
            return
        for step in range(_DIRECTIONS):
            angle = 2 * math.pi * step / _DIRECTIONS
            dx, dy = math.cos(angle), math.sin(angle)
            tip = mark.x + distance * dx, mark.y + distance * dy
            # the label touches the circle with its nearest edge or corner
            left = tip[0] if dx > 0.35 else tip[0] - mark.width if dx < -0.35 else tip[0] - mark.width / 2
            top = tip[1] - mark.height / 2 * (1 - dy)
            cost = circle * _STEP + 3 * abs(dy) + (1 if dx < 0 else 0)
            yield cost, Spot(left, top, tip, circle > 0)


def _crosses(one: tuple[Point, Point], other: tuple[Point, Point]) -> bool:
    (a, b), (c, d) = one, other
    return _side(a, b, c) * _side(a, b, d) < 0 and _side(c, d, a) * _side(c, d, b) < 0


def _side(a: Point, b: Point, c: Point) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def _under(way: tuple[Point, Point], box: _Rectangle) -> bool:
    """Whether a leader runs under a box."""
    (x, y), (to_x, to_y) = way
    return any(box.holds((x + (to_x - x) * step / 12, y + (to_y - y) * step / 12)) for step in range(13))
