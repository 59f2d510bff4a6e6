"""Links between events: they resolve, they do not run in circles, they point back in time."""

from __future__ import annotations

from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter

from timeline.bilingual import Said, quoted
from timeline.rules.core import Context, Hit, check


@check(
    "link-known",
    fr="`related` et `distinct_from` nomment d'autres événements du jeu de données, par leur identifiant actuel ou par "
    "un ancien.",
)
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
                    Said(f"there is no event {key!r}", f"il n'y a pas d'événement {quoted(key)}"),
                    Said(
                        "Correct the id; data/events holds them all",
                        "Corrigez l'identifiant ; data/events les contient tous",
                    ),
                    on_key=path[0] == "related",
                )
            elif context.known_ids[key] == entry.event_id:
                yield Hit(
                    entry,
                    path,
                    Said("an event is not linked to itself", "un événement n'est pas lié à lui-même"),
                    Said("Delete the link", "Supprimez le lien"),
                    on_key=path[0] == "related",
                )


@check(
    "link-cycle",
    fr="En suivant `related`, on ne revient jamais à l'événement de départ : une histoire va dans un seul sens.",
)
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
        entry, path = context.by_id[circle[0]], " → ".join(circle)
        yield Hit(
            entry,
            ("related",),
            Said(f"the links run in a circle: {path}", f"les liens tournent en rond : {path}"),
            Said(
                "Keep the links from later to earlier events",
                "Ne gardez que les liens qui vont d'un événement à un événement antérieur",
            ),
            on_key=True,
        )


@check(
    "link-order",
    "warning",
    fr="Un événement fait suite à un événement antérieur, le met en œuvre, y répond ou l'annule ; il ne peut viser ce "
    "qui vient après lui.",
)
def link_order(context: Context) -> Iterator[Hit]:
    """An event follows, carries out, answers or undoes something earlier, not something later."""
    for entry in context.entries:
        for key, relation in entry.record.related.items():
            target = context.by_id.get(context.known_ids.get(key, ""))
            if target is not None and target.when.start > entry.when.end:
                yield Hit(
                    entry,
                    ("related", key),
                    Said(f"{relation} points to a later event", f"{quoted(relation)} désigne un événement postérieur"),
                    Said("Turn the link round", "Inversez le lien"),
                    on_key=True,
                )
