"""Links between events: they resolve, they do not run in circles, they point back in time."""

from __future__ import annotations

from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter

from timeline.rules.core import Context, Hit, check


@check("link-known")
def link_known(context: Context) -> Iterator[Hit]:
    """`related` and `distinct_from` name other events of the dataset, by their present or a former id."""
    for entry in context.entries:
        links = [(("related", key), key) for key in entry.record.related]
        links += [(("distinct_from", i), key) for i, key in enumerate(entry.record.distinct_from)]
        for path, key in links:
            if key not in context.known_ids:
                yield Hit(
                    entry,
                    path,
                    f"there is no event {key!r}",
                    "Correct the id; `timeline info` and data/events list them",
                    on_key=path[0] == "related",
                )
            elif context.known_ids[key] == entry.event_id:
                yield Hit(
                    entry,
                    path,
                    "an event is not linked to itself",
                    "Delete the link",
                    on_key=path[0] == "related",
                )


@check("link-cycle")
def link_cycle(context: Context) -> Iterator[Hit]:
    """Following `related` never leads back to the event: a story has a direction."""
    graph = {
        entry.event_id: {context.known_ids[key] for key in entry.record.related if key in context.known_ids}
        - {entry.event_id}
        for entry in context.entries
        if entry.record.related
    }
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        circle: list[str] = error.args[1]
        entry = context.by_id[circle[0]]
        yield Hit(
            entry,
            ("related",),
            f"the links run in a circle: {' → '.join(circle)}",
            "Keep the links from later to earlier events",
            on_key=True,
        )


@check("link-order", "warning")
def link_order(context: Context) -> Iterator[Hit]:
    """An event follows, carries out, answers or undoes something earlier, not something later."""
    for entry in context.entries:
        for key, relation in entry.record.related.items():
            target = context.by_id.get(context.known_ids.get(key, ""))
            if target is not None and target.when.start > entry.when.end:
                yield Hit(
                    entry,
                    ("related", key),
                    f"{relation} points to a later event",
                    "Turn the link round",
                    on_key=True,
                )
