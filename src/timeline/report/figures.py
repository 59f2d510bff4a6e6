"""The figures at the head of the page, computed from the tables."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from timeline.analysis import compare_groups
from timeline.errors import UnknownValueError
from timeline.report.data import ReportData
from timeline.report.words import LANGS, caveat
from timeline.verdict import Verdict


def headline_figures(data: ReportData) -> dict[str, Any]:
    """Counts of the whole dataset, and what changed with the coup, as plain numbers.

    From ``counts``: ``events``, ``partners``, ``pages``, ``outlets``, ``languages``, ``first`` and ``last`` (years),
    ``corroborated`` (share of events that two or more independent voices report, 0 to 1). Where the systematic
    period holds acts on both sides of the coup: ``diversity``, the effective number of partners at equal sample size
    (``before``, ``after``, ``difference``, ``low``, ``high``), and ``fall`` and ``rise``, the blocs whose share of
    acts towards partners fell and rose most (``bloc``, ``before``, ``after``, ``low``, ``high``); ``caveat``, what
    stays of the change in diversity without the Sahel alliance, a sentence in each language of ``LANGS``."""
    return counts(data) | _change(data)


def counts(data: ReportData) -> dict[str, Any]:
    """What can be counted in no time, for a dataset of any size."""
    events, sources = data.events, data.sources
    return {
        "events": len(events),
        "partners": int(data.participants["partner"].nunique()),
        "pages": int(sources["url"].nunique()),
        "outlets": int(sources["publisher"].nunique()),
        "languages": int(sources["language"].dropna().nunique()),
        "first": int(events["date_start"].min().year) if len(events) else None,
        "last": int(events["date_end"].max().year) if len(events) else None,
        "corroborated": float((events["n_publishers"] > 1).mean()) if len(events) else None,
    }


def _change(data: ReportData) -> dict[str, Any]:
    """What changed with the coup, or nothing where one side of it is empty."""
    try:
        verdict = Verdict.of(data.events, data.participants)
        groups: Any = compare_groups(events=data.events, participants=data.participants)
    except UnknownValueError:  # the coup lies outside the systematic period of this dataset
        return {}
    columns = list(asdict(verdict.all))
    share = groups[groups["measure"] == "share"].dropna(subset=columns)
    if not verdict.all.known or share.empty:
        return {}
    found = {
        "diversity": asdict(verdict.all),
        "fall": _bloc(share.loc[share["difference"].idxmin()], columns),
        "rise": _bloc(share.loc[share["difference"].idxmax()], columns),
    }
    # of acts with the Sahel alliance alone nothing stays without it
    return found | ({"caveat": [caveat(verdict, lang) for lang in LANGS]} if verdict.others.known else {})


def _bloc(row: Any, columns: list[str]) -> dict[str, Any]:
    return {"bloc": str(row["bloc"])} | {name: float(row[name]) for name in columns}
