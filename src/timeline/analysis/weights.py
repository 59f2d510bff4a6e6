"""How much an event counts, and the table of weighted event × partner pairs that all figures start from."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from timeline.analysis.arguments import one_of
from timeline.errors import UnknownValueError
from timeline.load import load_events, load_participants

WEIGHTS = ("significance", "equal", "turning-points", "plover")
_TURNING_POINT = 3
_NEEDED: Mapping[str, tuple[str, ...]] = {
    "events": ("event_id", "date_plot", "significance", "plover_score"),
    "participants": ("event_id", "partner", "orientation", "bloc"),
}


def weigh(events: pd.DataFrame, weights: str = "significance", *, magnitude: bool = False) -> pd.Series:
    """The weight of each event: a number, 0 or more, without unit; 0 leaves the event out.

    ``significance``: the codebook's 1 (routine), 2 (notable), 3 (turning point). ``equal``: 1. ``turning-points``:
    1 for significance 3, else 0. ``plover``: the positive part max(score, 0) of the PLOVER score (−10 to +10), so
    that only cooperation counts; with ``magnitude`` its size |score|, for figures that count acts of conflict too.

    Raises UnknownValueError for another name.

    >>> events = pd.DataFrame({"significance": [1, 2, 3], "plover_score": [2.5, -4.0, 8.0]})
    >>> [weigh(events, name).tolist() for name in WEIGHTS]
    [[1.0, 2.0, 3.0], [1.0, 1.0, 1.0], [0.0, 0.0, 1.0], [2.5, 0.0, 8.0]]
    >>> weigh(events, "plover", magnitude=True).tolist()
    [2.5, 4.0, 8.0]
    """
    name = one_of(weights, "weight", WEIGHTS)
    if name == "significance":
        return pd.Series(events["significance"], dtype="float64")
    if name == "equal":
        return pd.Series(1.0, index=events.index)
    if name == "turning-points":
        return pd.Series(events["significance"] == _TURNING_POINT, dtype="float64")
    score = pd.Series(events["plover_score"], dtype="float64")
    return score.abs() if magnitude else score.clip(lower=0)


def weighted_pairs(
    events: pd.DataFrame | None = None,
    participants: pd.DataFrame | None = None,
    *,
    weights: str = "significance",
    toward: bool = True,
) -> pd.DataFrame:
    """One row an event and partner, with its day and weight; pairs of weight 0 are left out.

    Without tables the built dataset is loaded; ``participants`` of events that ``events`` does not hold are left
    out, so that a filtered ``events`` is enough. An event with three partners gives three pairs of its full weight.
    With ``toward`` only the pairs that the act brings nearer, the ones that diversity is measured over; without it
    all pairs, and ``plover`` weighs by the size of the score.

    Columns: ``event_id``; ``date``, the day ``date_plot`` (the start, or the middle of a range in which the day is
    not known); ``partner``; ``bloc``; ``orientation``; ``weight``. Sorted by date, event and partner, whatever the
    order of the tables. Raises UnknownValueError for a table without a needed column or with an event twice.

    >>> events = pd.DataFrame({"event_id": ["b", "a"], "date_plot": pd.to_datetime(["2024-02-01", "2024-01-01"]),
    ...                        "significance": [3, 1], "plover_score": [8.0, 2.5]})
    >>> participants = pd.DataFrame({"event_id": ["a", "b", "b"], "partner": ["RUS", "TUR", "FRA"],
    ...                              "orientation": ["toward", "toward", "away"],
    ...                              "bloc": ["russia-allies", "middle-east", "west"]})
    >>> weighted_pairs(events, participants)[["event_id", "partner", "weight"]]
      event_id partner  weight
    0        a     RUS     1.0
    1        b     TUR     3.0
    """
    events = load_events() if events is None else events
    participants = load_participants() if participants is None else participants
    _check("events", events)
    _check("participants", participants)
    if events["event_id"].duplicated().any():
        raise UnknownValueError("events has an event twice", remedy="use events.drop_duplicates('event_id')")
    dated = pd.DataFrame(
        {
            "event_id": events["event_id"],
            "date": events["date_plot"],
            "weight": weigh(events, weights, magnitude=not toward),
        }
    )
    pairs = participants[["event_id", "partner", "bloc", "orientation"]].merge(dated, on="event_id")
    keep = pairs["weight"] > 0
    if toward:
        keep &= pairs["orientation"] == "toward"
    columns = ["event_id", "date", "partner", "bloc", "orientation", "weight"]
    pairs = pairs.loc[keep, columns]
    return pairs.sort_values(["date", "event_id", "partner"], kind="stable", ignore_index=True)


def _check(name: str, table: pd.DataFrame) -> None:
    if missing := [column for column in _NEEDED[name] if column not in table.columns]:
        raise UnknownValueError(
            f"{name} has no column {', '.join(missing)}", remedy=f"pass a table like timeline.load_{name}() returns"
        )
