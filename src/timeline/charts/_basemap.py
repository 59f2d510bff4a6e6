"""A map in pixels: countries from the packaged basemap, projected here, so that labels can be placed by what is drawn.

The projection is Equal Earth (Šavrič, Patterson & Jenny 2018): areas keep their proportions.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any

Point = tuple[float, float]
_A1, _A2, _A3, _A4 = 1.340264, -0.081106, 0.000893, 0.003796
_M = math.sqrt(3) / 2


def equal_earth(longitude: float, latitude: float) -> Point:
    """A point of the globe on the plane, in radii of the globe, y upwards.

    >>> x, y = equal_earth(180, 0)
    >>> round(x, 4), y
    (2.7066, 0.0)
    >>> x, y = equal_earth(0, 90)
    >>> abs(x) < 1e-9, round(y, 4)
    (True, 1.3174)
    """
    t = math.asin(_M * math.sin(math.radians(latitude)))
    t2, t6 = t * t, t**6
    slope = _M * (_A1 + 3 * _A2 * t2 + t6 * (7 * _A3 + 9 * _A4 * t2))
    x = math.radians(longitude) * math.cos(t) / slope
    return x, t * (_A1 + _A2 * t2 + t6 * (_A3 + _A4 * t2))


@dataclass(frozen=True, slots=True)
class Frame:
    """The part of the world that a picture ``width`` pixels wide shows, in degrees at the height of the equator."""

    west: float
    east: float
    south: float
    north: float
    width: float

    @property
    def height(self) -> float:
        """How tall the picture is, in pixels."""
        return (equal_earth(0, self.north)[1] - equal_earth(0, self.south)[1]) * self._scale

    @property
    def _scale(self) -> float:
        return self.width / (2 * equal_earth((self.east - self.west) / 2, 0)[0])

    def pixels(self, longitude: float, latitude: float) -> Point:
        """Where a point of the globe stands in the picture, from its upper left corner.

        >>> Frame(-20, 60, -10, 60, 800).pixels(20, -10)[0]
        400.0
        """
        x, y = equal_earth(longitude - (self.west + self.east) / 2, latitude)
        return self.width / 2 + x * self._scale, (equal_earth(0, self.north)[1] - y) * self._scale

    def inside(self, point: Point, margin: float = 0) -> bool:
        """Whether a point in pixels is in the picture, ``margin`` from its edge."""
        x, y = point
        return margin <= x <= self.width - margin and margin <= y <= self.height - margin

    def edge(self, start: Point, end: Point, margin: float = 0) -> Point:
        """Where the way from a point of the picture to one outside leaves it.

        >>> Frame(-20, 60, -10, 60, 800).edge((400, 100), (1600, 100), 10)
        (790.0, 100.0)
        """
        steps = [1.0]
        for a, b, size in ((start[0], end[0], self.width), (start[1], end[1], self.height)):
            if b > size - margin:
                steps.append((size - margin - a) / (b - a))
            elif b < margin:
                steps.append((margin - a) / (b - a))
        step = min(steps)
        return start[0] + step * (end[0] - start[0]), start[1] + step * (end[1] - start[1])


@lru_cache(maxsize=4)
def countries(frame: Frame) -> tuple[dict[str, Any], ...]:
    """The countries that the picture shows, as GeoJSON features in its pixels; ``id`` is ISO 3166-1 numeric.

    >>> {feature["id"] for feature in countries(Frame(0, 16, 11, 24, 100))} >= {"562", "566", "012"}
    True
    """
    topology = json.loads(resources.files("timeline.charts").joinpath("basemap/countries-110m.json").read_text("utf-8"))
    arcs = [list(_degrees(arc, topology["transform"])) for arc in topology["arcs"]]
    features: list[dict[str, Any]] = []
    for country in topology["objects"]["countries"]["geometries"]:
        several = country["arcs"] if country["type"] == "MultiPolygon" else [country["arcs"]]
        polygons = [[_ring(ring, arcs, frame) for ring in polygon] for polygon in several]
        if shown := [polygon for polygon in polygons if _meets(polygon[0], frame)]:
            geometry = {"type": "MultiPolygon", "coordinates": shown}
            features.append({"type": "Feature", "id": country.get("id", ""), "geometry": geometry})
    return tuple(features)


def _degrees(arc: Sequence[Sequence[int]], transform: dict[str, list[float]]) -> Iterator[Point]:
    """An arc of TopoJSON: each point is written as its distance from the last, in steps of a grid."""
    x = y = 0
    for dx, dy in arc:
        x, y = x + dx, y + dy
        yield tuple(  # pyright: ignore[reportReturnType]
            step * scale + shift
            for step, scale, shift in zip((x, y), transform["scale"], transform["translate"], strict=True)
        )


def _ring(indices: Sequence[int], arcs: Sequence[Sequence[Point]], frame: Frame) -> list[list[float]]:
    points: list[Point] = []
    for index in indices:
        arc = arcs[index] if index >= 0 else arcs[~index][::-1]  # ~n: arc n, from its end
        points += arc[1:] if points else arc
    return [[round(value, 1) for value in frame.pixels(*point)] for point in points]


def _meets(ring: Sequence[Sequence[float]], frame: Frame) -> bool:
    xs, ys = [point[0] for point in ring], [point[1] for point in ring]
    return max(xs) > 0 and min(xs) < frame.width and max(ys) > 0 and min(ys) < frame.height
