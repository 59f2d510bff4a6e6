"""GeoJSON (RFC 7946): events where they happened, or the table of places."""

from __future__ import annotations

from typing import Any

import pandas as pd

from timeline.about import load_about
from timeline.export.cells import plain_rows
from timeline.export.selection import Selection
from timeline.export.to_json import dumped
from timeline.metadata.citation import citation


def events_geojson(selection: Selection) -> bytes:
    """Events as features, ``partners`` among their properties as ``{code: orientation}``.

    An event without a known place has a null geometry, so that none is lost."""
    shown = selection.shown()
    partners: dict[str, dict[str, str]] = {}
    for row in plain_rows(shown["participants"]):
        partners.setdefault(row["event_id"], {})[row["partner"]] = row["orientation"]
    features = _features(shown["events"], "event_id")
    for feature in features:
        feature["properties"]["partners"] = partners.get(feature["id"], {})
    return _collection(features, selection)


def places_geojson(selection: Selection) -> bytes:
    """Places as features, with the number of the selected events there (``n_events``)."""
    events = selection.tables["events"]
    counts = events.groupby(["place_name", "place_country"]).size().to_dict()
    keys = list(zip(selection.tables["places"]["name_en"], selection.tables["places"]["country"], strict=True))
    features = _features(selection.shown()["places"], None)
    for feature, key in zip(features, keys, strict=True):
        feature["id"] = f"{key[0]}, {key[1]}"
        feature["properties"]["n_events"] = int(counts.get(key, 0))
    return _collection(features, selection)


def _features(table: pd.DataFrame, key: str | None) -> list[dict[str, Any]]:
    features = []
    for row in plain_rows(table):
        latitude, longitude = row.pop("latitude"), row.pop("longitude")
        point = None if latitude is None else {"type": "Point", "coordinates": [longitude, latitude]}
        features.append({"type": "Feature", "id": row[key] if key else None, "geometry": point, "properties": row})
    return features


def _collection(features: list[dict[str, Any]], selection: Selection) -> bytes:
    lang = selection.reader
    return dumped(
        {
            "type": "FeatureCollection",
            "name": load_about().title[lang],
            "attribution": citation("text", lang=lang),
            "features": features,
        }
    )
