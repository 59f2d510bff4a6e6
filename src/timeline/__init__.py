"""How the Republic of the Niger diversified its foreign partners, 2008 to today: dataset and package.

>>> import timeline
>>> events = timeline.load_events(partner="RUS", lang="en")

Everything below is loaded on first use, so that ``import timeline`` costs next to nothing."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

from timeline._version import __version__

if TYPE_CHECKING:
    from timeline import analysis, charts, export
    from timeline.analysis import diversification
    from timeline.codebook import labels
    from timeline.load import (
        describe,
        load_events,
        load_organisations,
        load_participants,
        load_partners,
        load_people,
        load_places,
        load_publishers,
        load_sources,
        load_spells,
    )
    from timeline.metadata.citation import citation
    from timeline.parsing import parse_article
    from timeline.validation import validate

    #: The version of the data at hand (the package's own is ``__version__``).
    data_version: str

_HOME = {
    "analysis": None,
    "charts": None,
    "citation": "metadata.citation",
    "data_version": "about",
    "diversification": "analysis",
    "export": None,
    "labels": "codebook",
    "parse_article": "parsing",
    "validate": "validation",
    **dict.fromkeys(
        (
            "describe", "load_events", "load_organisations", "load_participants", "load_partners", "load_people",
            "load_places", "load_publishers", "load_sources", "load_spells",
        ),
        "load",
    ),
}  # fmt: skip

__all__ = [
    "__version__",
    "analysis",
    "charts",
    "citation",
    "data_version",
    "describe",
    "diversification",
    "export",
    "labels",
    "load_events",
    "load_organisations",
    "load_participants",
    "load_partners",
    "load_people",
    "load_places",
    "load_publishers",
    "load_sources",
    "load_spells",
    "parse_article",
    "validate",
]  # fmt: skip


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module 'timeline' has no attribute {name!r}")
    home = _HOME[name]
    if home is None:
        return importlib.import_module(f"timeline.{name}")
    value = getattr(importlib.import_module(f"timeline.{home}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return __all__
