"""Codes that must fit each other: type, mode, act, orientation, status and dates."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from timeline.bilingual import Said, quoted
from timeline.codebook import load_codebook
from timeline.dates import parse_date
from timeline.records.model import or_none
from timeline.rules.core import CORRECT_DATE, EARLIEST, Context, Hit, check

_GIVING_WAY = frozenset({"RETREAT", "CONCEDE"})


@check(
    "type-mode",
    fr="Le mode est l'un de ceux du type d'événement. Les scores PLOVER dépendent des deux ensemble.",
)
def type_mode(context: Context) -> Iterator[Hit]:
    """The mode is one of the event type's own modes.

    PLOVER scores depend on the pair."""
    book = load_codebook()
    for entry in context.entries:
        mode, kind = or_none(entry.record.mode), entry.record.event_type
        if mode is not None and mode not in book.modes[kind]:
            known = ", ".join(book.modes[kind])
            yield Hit(
                entry,
                ("mode",),
                Said(f"{kind} has no mode {mode!r}", f"le type {kind} n'a pas de mode {quoted(mode)}"),
                Said(f"Use one of {known}", f"Choisissez parmi {known}")
                if known
                else Said("Delete the mode", "Supprimez le mode"),
            )


@check(
    "type-act",
    fr="L'acte est l'un de ceux qu'un événement de ce type peut prendre. Le codebook donne les types de chaque acte.",
)
def type_act(context: Context) -> Iterator[Hit]:
    """The act is one that an event of this type can take.

    The codebook lists the types of each act."""
    book = load_codebook()
    for entry in context.entries:
        kind, act = entry.record.event_type, entry.record.act
        types = book["act"][act].extra["event_types"]
        if kind not in types:
            fitting = ", ".join(types)
            yield Hit(
                entry,
                ("act",),
                Said(
                    f"the act {act!r} does not go with the type {kind}",
                    f"l'acte {quoted(act)} ne va pas avec le type {kind}",
                ),
                Said(
                    f"Use another act, or one of the types {fitting}",
                    f"Choisissez un autre acte, ou parmi les types {fitting}",
                ),
            )


@check(
    "type-orientation",
    "warning",
    fr="Un type conflictuel rapproche rarement tous les partenaires, et un type coopératif ne les éloigne guère tous. "
    "Le départ de forces (RETREAT) et les concessions peuvent aller dans les deux sens. Vérifiez ; si c'est juste, n'y "
    "touchez pas.",
)
def type_orientation(context: Context) -> Iterator[Hit]:
    """A conflictual type seldom brings all partners nearer, nor a cooperative one moves all of them away.

    Forces that leave (RETREAT) and concessions may do either. Look again; if it is right, leave it."""
    book = load_codebook()
    for entry in context.entries:
        kind, orientations = entry.record.event_type, set(entry.record.partners.values())
        conflict = book["event_type"][kind].extra["quad_class"].endswith("conflict")
        odd = {"toward"} if conflict else {"away"}
        if orientations == odd and kind not in _GIVING_WAY:
            (one,) = odd
            yield Hit(
                entry,
                ("partners",),
                Said(
                    f"{kind} with every partner {one} is unusual",
                    f"le type {kind} va rarement avec {quoted(one)} pour chaque partenaire",
                ),
                Said("Check type and orientation", "Vérifiez le type et l'orientation"),
                on_key=True,
            )


@check(
    "date-range",
    fr="L'événement se situe entre l'indépendance du Niger (3 août 1960) et le jour de la vérification. Ce qui n'est "
    "que prévu se code au jour de l'annonce.",
)
def date_range(context: Context) -> Iterator[Hit]:
    """The event lies between Niger's independence (3 August 1960) and the day of the check.

    What is only planned is coded by the day of the announcement."""
    for entry in context.entries:
        when = entry.when
        if when.start < EARLIEST:
            yield Hit(
                entry,
                ("date",),
                Said(
                    f"{when.edtf} lies before independence, {EARLIEST}",
                    f"{when.edtf} est antérieur à l'indépendance, {EARLIEST}",
                ),
                CORRECT_DATE,
            )
        elif when.start > context.today:
            yield Hit(
                entry,
                ("date",),
                Said(f"{when.edtf} lies in the future", f"{when.edtf} est dans le futur"),
                Said(
                    "Code the announcement, with the day on which it was made",
                    "Codez l'annonce, avec le jour où elle a été faite",
                ),
            )


@check("reviewed-date", fr="La seconde lecture a eu lieu après le début de l'événement, et non dans le futur.")
def reviewed_date(context: Context) -> Iterator[Hit]:
    """The second reading took place after the event began, and not in the future."""
    for entry in context.entries:
        if review := or_none(entry.record.reviewed):
            on: date = parse_date(review.on).start
            if not entry.when.start <= on <= context.today:
                yield Hit(
                    entry,
                    ("reviewed", "on"),
                    Said(
                        f"a second reading on {on} is not possible", f"une seconde lecture le {on} n'est pas possible"
                    ),
                    CORRECT_DATE,
                )
