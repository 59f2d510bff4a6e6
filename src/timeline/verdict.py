"""Whether Niger has more or fewer partners since the coup: the figures and the words that README and explorer share."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

import pandas as pd

from timeline.analysis import compare
from timeline.charts.words import decimal

_WORDS: Mapping[str, Mapping[str, str]] = {
    "en": {
        "change": "from {before} to {after} (difference {difference}, 95% interval {low} to {high})",
        "others": "without the Sahel alliance, whose joint acts bring three partners nearer at once, {shown}: {change}",
        "fell": "it fell", "rose": "it rose", "same": "no change can be shown",
    },
    "fr": {
        "change": "de {before} à {after} (écart {difference}, intervalle à 95\u00a0% de {low} à {high})",
        "others": "sans l'alliance sahélienne, dont un acte commun rapproche d'un coup trois partenaires, {shown} : "
        "{change}",
        "fell": "il a baissé", "rose": "il a augmenté", "same": "aucun changement n'est démontrable",
    },
}  # fmt: skip


@dataclass(frozen=True)
class Change:
    """The effective number of partners at equal sample size before and after the coup, and the difference with its
    interval: the row ``hill_1_rarefied`` of ``analysis.compare``."""

    before: float
    after: float
    difference: float
    low: float
    high: float

    @property
    def known(self) -> bool:
        """Whether there are acts on both sides of the coup."""
        return all(map(math.isfinite, asdict(self).values()))

    @property
    def direction(self) -> str:
        """``fell`` or ``rose`` where the interval says so, else ``same``.

        >>> Change(37.2, 28.4, -8.8, -14.5, -2.9).direction, Change(35.8, 34.1, -1.6, -7.1, 3.9).direction
        ('fell', 'same')
        """
        return "fell" if self.high < 0 else "rose" if self.low > 0 else "same"

    def told(self, lang: str) -> str:
        """The figures in words.

        >>> Change(35.8, 34.1, -1.6, -7.1, 3.9).told("en")
        'from 35.8 to 34.1 (difference −1.6, 95% interval −7.1 to 3.9)'
        """
        return _WORDS[lang]["change"].format(**{name: decimal(value, lang) for name, value in asdict(self).items()})


@dataclass(frozen=True)
class Verdict:
    """The change over all acts, and over those with ``others`` than the Sahel alliance, whose joint acts count three
    pairs each and so weigh three times."""

    all: Change
    others: Change

    @classmethod
    def of(cls, events: pd.DataFrame, participants: pd.DataFrame) -> Verdict:
        """The verdict on a dataset. Raises UnknownValueError where the coup is outside the systematic period."""
        others: Any = participants[participants["bloc"].ne("aes").fillna(value=True).astype(bool)]
        return cls(_change(events, participants), _change(events, others))

    @property
    def direction(self) -> str:
        """``fell`` or ``rose`` where both changes say so, else ``same``.

        >>> fallen = Change(37.2, 28.4, -8.8, -14.5, -2.9)
        >>> Verdict(fallen, fallen).direction, Verdict(fallen, Change(35.8, 34.1, -1.6, -7.1, 3.9)).direction
        ('fell', 'same')
        """
        return self.all.direction if self.all.direction == self.others.direction else "same"

    def caveat(self, lang: str) -> str:
        """What stays of the change without the Sahel alliance, as the end of a sentence about it.

        >>> change = Change(35.8, 34.1, -1.6, -7.1, 3.9)
        >>> Verdict(change, change).caveat("en").partition("at once, ")[2]
        'no change can be shown: from 35.8 to 34.1 (difference −1.6, 95% interval −7.1 to 3.9)'
        """
        words = _WORDS[lang]
        return words["others"].format(shown=words[self.others.direction], change=self.others.told(lang))


def _change(events: pd.DataFrame, participants: pd.DataFrame) -> Change:
    row: Any = compare(events=events, participants=participants).set_index("measure").loc["hill_1_rarefied"]
    return Change(**{name: float(row[name]) for name in Change.__dataclass_fields__})
