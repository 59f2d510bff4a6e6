"""Pages that tell of several things: which paragraphs make an item, and which items are about Niger."""

from __future__ import annotations

import pytest

from timeline.parsing import parse, parse_article
from timeline.parsing.document import build_document


def items(text: str, lang: str) -> list[str]:
    """The first words of each item."""
    return [" ".join(one.sentences[0].sentence.words[:2]) for one in build_document(text, lang, None).items]


@pytest.mark.parametrize(
    ("text", "lang", "expected"),
    [
        (
            "Sahel digest\n\nNiger / Qatar. A visit.\n\nMali. Rain.\n\nNiger / IMF. A loan.",
            "en",
            ["Niger /", "Niger /"],
        ),
        ("The week\n\nNIGER I. A visit.\n\nMALI. Rain.\n\nCHAD. An attack.", "en", ["NIGER I"]),
        ("Sahel en bref\n\nDons turcs. À Niamey, dix camions.\n\nMali. La pluie.", "fr", ["Dons turcs"]),
        ("Niger and Mali talk\n\nMali. It was late.\n\nThen they met.", "en", []),
        ("Communiqué du Conseil des ministres\n\nLe Niger ratifie.\n\nIl nomme.", "fr", ["Le Niger", "Il nomme"]),
        (
            "En direct : le Niger\n\n18h00 Le point\n\nLe Niger parle.\n\n17h30\n\nIl se tait.",
            "fr",
            ["Le Niger", "Il se"],
        ),
    ],
)
def test_items_are_what_labels_headings_and_times_part(text: str, lang: str, expected: list[str]) -> None:
    assert items(text, lang) == expected


def test_what_follows_a_label_belongs_to_its_item_up_to_the_next_one() -> None:
    text = "Sahel digest\n\nNiger / Iran. A vote.\n\nIt was close.\n\nMali. Rain."
    [item] = build_document(text, "en", None).items
    assert [one.paragraph for one in item.sentences] == [1, 1, 2]


def test_each_item_is_coded_and_dated_by_itself() -> None:
    text = (
        "Weekly digest\n\nNiger / Qatar. The Qatari foreign minister arrived in Niamey on Tuesday for a visit.\n\n"
        "Niger / Ghana. Niger and Ghana signed an agreement on cattle in Accra on Thursday.\n\nMali. Rain."
    )
    records = [draft.record for draft in parse_article(text, published="2025-03-07", lang="en")]
    assert [(one["act"], dict(one["partners"]), one["date"]) for one in records] == [
        ("visit", {"QAT": "toward"}, "2025-03-04"),
        ("treaty", {"GHA": "toward"}, "2025-03-06"),
    ]


def test_a_decision_of_the_council_need_not_name_the_republic() -> None:
    text = (
        "Communiqué du Conseil des ministres du jeudi 6 mars 2025\n\nLe Conseil des ministres du Niger s'est réuni à "
        "Niamey.\n\nLe Conseil a adopté le projet d'ordonnance ratifiant l'accord de prêt signé avec la BID."
    )
    assert [set(one.record["partners"]) for one in parse_article(text, published="2025-03-06", lang="fr")] == [{"ISDB"}]


def test_where_no_item_tells_of_an_act_the_reasons_are_said_once() -> None:
    parsed = parse("Sahel digest\n\nNiger. Rain fell.\n\nMali. More.\n\nNiger. Rain again.", lang="en")
    assert parsed.drafts == []
    assert parsed.reason
    assert "; " not in parsed.reason or len(set(parsed.reason.split("; "))) == len(parsed.reason.split("; "))
