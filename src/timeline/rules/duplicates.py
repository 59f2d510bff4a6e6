"""Events that look like one event told twice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import timedelta

from rapidfuzz import fuzz

from timeline.bilingual import Said
from timeline.records.reader import Entry
from timeline.rules.core import Context, Hit, check

NEAR = timedelta(days=7)
ALIKE = 78.0  # token-set ratio of the English titles, 0 to 100


def look_alikes(context: Context) -> Iterator[tuple[Entry, Entry, float]]:
    """Pairs with a common partner, dates at most a week apart, one initiator's side and similar titles."""
    by_partner: dict[str, list[Entry]] = defaultdict(list)
    for entry in sorted(context.entries, key=lambda e: (e.when.start, e.event_id)):
        for partner in entry.record.partners:
            by_partner[partner].append(entry)
    seen: set[tuple[str, str]] = set()
    for entries in by_partner.values():
        starts = [entry.when.start for entry in entries]
        first = 0
        for index, entry in enumerate(entries):
            while starts[index] - starts[first] > NEAR:
                first += 1
            for other in entries[first:index]:
                pair = (other.event_id, entry.event_id)
                score = fuzz.token_set_ratio(other.record.title.en, entry.record.title.en, score_cutoff=ALIKE)
                if score and pair not in seen:
                    seen.add(pair)
                    yield other, entry, score


@check(
    "duplicate-likely",
    "warning",
    fr="Deux événements qui ont un partenaire commun, des dates proches et des titres semblables n'en font peut-être "
    "qu'un. S'ils sont bien deux, dites-le dans le plus récent : `distinct_from: [l'identifiant-de-l'autre]`.",
)
def duplicate_likely(context: Context) -> Iterator[Hit]:
    """Two events with a common partner, near dates and similar titles may be one.

    If they are two, say so in the later one: `distinct_from: [the-other-id]`."""
    for earlier, later, score in look_alikes(context):
        if earlier.event_id in later.record.distinct_from or later.event_id in earlier.record.distinct_from:
            continue
        yield Hit(
            later,
            ("title", "en"),
            Said(
                f"looks like {earlier.event_id} ({score:.0f} % alike, near dates)",
                f"ressemble à {earlier.event_id} (titres semblables à {score:.0f} %, dates proches)",
            ),
            Said(
                f"Merge the two, or write distinct_from: [{earlier.event_id}]",
                f"Réunissez les deux fiches, ou écrivez `distinct_from: [{earlier.event_id}]`",
            ),
        )
