"""Whole articles: the fields that must be right on the development articles, and what must stay silent."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml_rs
from benchmarks.parsing.accuracy import measure
from benchmarks.parsing.articles import SETS, cases

from timeline.codebook import load_codebook
from timeline.parsing import parse, parse_article
from timeline.parsing.text import normalise, sha256
from timeline.records.shape import deviations

ROOT = Path(__file__).parents[2]
ARTICLES = ROOT / "tests" / "articles"
FLOORS = {
    "events": 0.87,
    "date": 0.86,
    "partners": 0.83,
    "orientation": 0.87,
    "type": 0.83,
    "act": 0.81,
    "status": 0.83,
}
CASES: list[tuple[str, dict[str, Any]]] = [
    (folder, case)
    for folder in ("dev", "own", "further", "open3", "sealed")
    for case in yaml_rs.loads((ARTICLES / folder / "gold.yaml").read_text("utf-8"))
]


@pytest.mark.parametrize("folder", ["dev", "own", "further", "open3", "sealed"])
def test_accuracy_does_not_fall(folder: str) -> None:
    scores = measure(cases(ARTICLES / folder)).scores()
    assert {name: score for name, score in scores.items() if score < FLOORS.get(name, 0)} == {}


@pytest.mark.parametrize("folder", SETS)
def test_expected_records_use_codes_of_the_codebook(folder: str) -> None:
    book = load_codebook()
    for case in cases(ARTICLES / folder):
        for event in case.events:
            for key, vocabulary in (("event_type", "event_type"), ("act", "act"), ("status", "status")):
                codes = event[key] if isinstance(event[key], list) else [event[key]]
                assert set(codes) <= set(book.codes(vocabulary)), (case.path.name, key)
            assert set(event["partners"].values()) <= set(book.codes("orientation"))


@pytest.mark.parametrize(
    ("folder", "case"), CASES, ids=lambda value: value if isinstance(value, str) else value["file"]
)
def test_drafts_are_records_whose_evidence_stands_in_the_text(folder: str, case: dict[str, Any]) -> None:
    text = (ARTICLES / folder / case["file"]).read_text("utf-8")
    html = case["file"].endswith(".html")
    parsed = parse(text, published=str(case["published"]), url=case["url"], publisher=case["publisher"], html=html)
    for draft in parsed.drafts:
        assert deviations(draft.record) == []
        assert draft.record["text_sha256"] == sha256(parsed.text)
        for item in draft.record["evidence"]:
            assert parsed.text[item["start"] : item["end"]].strip()
        if not html:
            assert parsed.text == normalise(text)
    if not parsed.drafts:
        assert parsed.reason


@pytest.mark.parametrize(
    "text",
    [
        "Niger : rien de neuf\n\nLe Niger n'a pas rompu ses relations avec le Bénin, assure le ministre lundi.",
        "Football\n\nLe Mena du Niger affronte le Maroc au stade, match des éliminatoires de la Coupe du monde, buts.",
        "",
        "Niger State floods\n\nThe Governor of Niger State signed an agreement with China on Monday.",
    ],
)
def test_no_act_no_draft(text: str) -> None:
    parsed = parse(text, published="2024-05-07")
    assert parsed.drafts == []
    assert parsed.reason


def test_future_act_is_announced() -> None:
    [draft] = parse_article(
        "Wheat for Niger\n\nRussia will deliver 20,000 tons of wheat to Niger, Moscow said on Tuesday.",
        published="2025-05-22",
    )
    assert (draft.record["event_type"], draft.record["status"], draft.record["date"]) == (
        "AGREE",
        "announced",
        "2025-05-20",
    )


def test_a_day_is_told_from_the_date_line_where_there_is_one() -> None:
    text = (
        "Inde\n\nNiamey, le 4 juin 2024 – Le ministre a reçu ce jour les lettres de créance de l'ambassadeur de l'Inde."
    )
    assert [draft.record["date"] for draft in parse(text, published="2024-06-06", lang="fr").drafts] == ["2024-06-04"]


def test_niger_as_a_comparison_is_no_story_about_niger() -> None:
    text = (
        "Burkina Faso nationalises mines\n\nBurkina Faso on Monday seized five mines. Like Mali and Niger, it did so."
    )
    assert parse(text, published="2025-06-11", lang="en").drafts == []


def test_what_was_done_during_a_visit_outweighs_the_visit() -> None:
    text = "L'Italie remet deux hélicoptères au Niger lors de la visite du ministre italien à Niamey"
    [draft, *_] = parse(text, published="2024-06-06", lang="fr").drafts
    assert draft.record["act"] == "delivery"


def test_partners_in_a_row_of_the_lead_are_taken_together() -> None:
    text = "Niger dismisses its honorary consuls\n\nGermany, Benin and Kenya lose theirs. Niamey gave no reason."
    [draft] = parse(text, published="2024-02-23", lang="en").drafts
    assert draft.record["partners"] == {"DEU": "away", "BEN": "away", "KEN": "away"}


def coded(text: str, published: str, lang: str) -> list[tuple[str, str, list[str]]]:
    """Act, type and partners of the drafts of a text."""
    drafts = parse_article(text, published=published, lang=lang)
    return [(one.record["act"], one.record["event_type"], sorted(one.record["partners"])) for one in drafts]


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("Niger signs road deal with Indian firm\n\nThe governor told reporters in Bida that work starts soon.", "en"),
        ("Le Niger menace de sortir de son lit\n\nLe niveau du Niger monte, disent le Mali et le Bénin.", "fr"),
    ],
)
def test_niger_state_and_the_river_are_not_the_republic(text: str, lang: str) -> None:
    assert coded(text, "2025-09-02", lang) == []


def test_each_decision_of_a_communique_is_a_story() -> None:
    text = (
        "Communiqué du Conseil des ministres du 6 mars 2025\n\nLe Conseil des ministres s'est réuni ce jour.\n\n"
        "AU TITRE DU MINISTÈRE DES FINANCES\n\nLe Conseil a adopté le projet de loi autorisant la ratification de "
        "l'accord de prêt conclu avec la Banque islamique de développement.\n\nMESURES NOMINATIVES\n\n"
        "M. Issa Garba est nommé ambassadeur du Niger auprès de l'Égypte."
    )
    assert coded(text, "2025-03-07", "fr") == [
        ("ratification", "SUPPORT", ["ISDB"]),
        ("appointment", "SUPPORT", ["EGY"]),
    ]


def test_a_digest_tells_of_niger_under_its_label_only() -> None:
    text = (
        "Weekly Sahel digest: a visit, and a border that stays shut\n\nChad. The army expelled a French envoy from the "
        "country on Monday.\n\nNiger / Qatar. The Qatari foreign minister arrived in Niamey on Tuesday for a visit.\n\n"
        "Mali. The Russian contingent withdrew its troops from Kidal on Wednesday."
    )
    assert coded(text, "2025-03-07", "en") == [("visit", "CONSULT", ["QAT"])]


def test_a_deadline_is_no_day_of_the_act() -> None:
    text = (
        "Le diplomate portugais prié de partir\n\nIl doit quitter le pays d'ici à samedi. Le Niger a ordonné mercredi "
        "l'expulsion du consul du Portugal."
    )
    assert [one.record["date"] for one in parse_article(text, published="2025-03-06", lang="fr")] == ["2025-03-05"]


def test_a_day_named_with_another_stop_is_not_that_of_the_visit() -> None:
    text = (
        "Le président sénégalais à Niamey\n\nAu terme d'une tournée entamée dimanche à Conakry, le président du "
        "Sénégal est arrivé mardi au Niger pour une visite."
    )
    assert [one.record["date"] for one in parse_article(text, published="2025-03-06", lang="fr")] == ["2025-03-04"]


def test_all_who_present_their_letters_are_partners() -> None:
    text = (
        "Lettres de créance\n\nLe général Tiani a reçu hier les lettres de créance de l'ambassadeur du Ghana et de "
        "l'ambassadrice de Suède."
    )
    assert coded(text, "2025-03-06", "fr") == [("accreditation", "SUPPORT", ["GHA", "SWE"])]


@pytest.mark.parametrize(
    ("text", "act", "kind"),
    [
        ("Une école offerte par le Koweït a été inaugurée lundi à Niamey, au Niger.", "inauguration", "AID"),
        ("Le Maroc a livré lundi au Niger vingt camions achetés par l'armée.", "delivery", "COOPERATE"),
        ("Le Maroc a livré lundi au Niger vingt camions.", "delivery", "AID"),
    ],
)
def test_what_is_given_is_aid_and_what_is_paid_for_is_not(text: str, act: str, kind: str) -> None:
    [(found, event_type, _), *_] = coded(f"Niger\n\n{text}", "2025-03-06", "fr")
    assert (found, event_type) == (act, kind)


def test_a_court_is_no_partner_of_those_who_sue_there() -> None:
    text = "Canadian miner sues Niger\n\nThe Canadian company filed for arbitration against Niger at ICSID on Monday."
    assert coded(text, "2025-03-06", "en") == [("lawsuit", "ACCUSE", ["CAN"])]


@pytest.mark.parametrize(
    ("sentence", "act"),
    [
        ("Le président Tiani a été reçu lundi par l'émir du Koweït.", "visit"),
        ("Le général Tiani a reçu lundi le ministre turc de la Défense.", "visit"),
        ("Le général Tiani a reçu lundi l'ambassadeur turc.", "audience"),
    ],
)
def test_who_came_from_abroad_has_made_a_visit(sentence: str, act: str) -> None:
    assert [found for found, *_ in coded(f"Au palais\n\n{sentence}", "2025-03-06", "fr")] == [act]


def test_each_item_of_a_live_page_is_a_story() -> None:
    text = (
        "Live: Niger shuts the pipeline to Benin\n\n18:00 GMT - The news\n\nNiger on Monday closed the valves of the "
        "pipeline to Benin.\n\n15:30 GMT - Meanwhile\n\nPresident Tiani received the Libyan ambassador in Niamey."
    )
    assert coded(text, "2025-03-03", "en") == [("embargo", "COERCE", ["BEN"]), ("audience", "CONSULT", ["LBY"])]


def test_a_visit_that_is_called_off_is_no_visit() -> None:
    text = (
        "Greek minister scraps Niger trip\n\nThe Greek foreign minister will not fly to Niamey on Monday. His visit, "
        "the first in ten years by a member of the cabinet in Athens, was called off on Thursday."
    )
    [draft] = parse_article(text, published="2025-03-07", lang="en")
    assert (draft.record["act"], draft.record["status"]) == ("cancellation", "cancelled")


def test_what_a_lead_tells_as_to_come_is_to_come_in_its_title() -> None:
    text = (
        "Route de Zinder : 20 milliards de FCFA de la BID pour le Niger\n\nLa BID est prête à mettre 20 milliards de "
        "FCFA à la disposition du Niger. Son directeur en a pris l'engagement lundi à Niamey."
    )
    [draft] = parse_article(text, published="2025-03-06", lang="fr")
    assert (draft.record["event_type"], draft.record["status"], draft.record["date"]) == (
        "AGREE",
        "announced",
        "2025-03-03",
    )


def test_a_paper_of_niger_need_not_name_it() -> None:
    text = (
        "Mines : un permis pour le canadien Northgold\n\nLe Conseil des ministres de jeudi a accordé un permis "
        "d'exploitation à la société canadienne.\n\nLe général Abdourahamane Tiani présidait la séance."
    )
    assert coded(text, "2025-03-07", "fr") == [("permit-grant", "COOPERATE", ["CAN"])]


def test_who_condemns_an_act_has_not_done_it() -> None:
    text = "Portugal regrets the expulsion\n\nPortugal on Monday regretted the expulsion of its consul by Niger."
    [(act, kind, _)] = coded(text, "2025-03-06", "en")
    assert (act, kind) == ("statement", "ACCUSE")


def test_condolences_are_a_statement() -> None:
    text = "Senegal mourns with Niger\n\nSenegal on Monday offered its condolences to Niger after the attack."
    assert coded(text, "2025-03-06", "en") == [("statement", "SUPPORT", ["SEN"])]


def test_a_further_event_is_placed_with_the_main_one() -> None:
    text = (
        "Le ministre turc à Niamey\n\nLe ministre turc des Affaires étrangères est arrivé lundi à Niamey pour une "
        "visite.\n\nLe ministre turc a signé le même jour un mémorandum d'entente avec le Niger."
    )
    drafts = parse_article(text, published="2025-03-06", lang="fr")
    assert {one.record["act"] for one in drafts} == {"visit", "mou"}
    assert {one.record["place"]["name"] for one in drafts} == {"Niamey"}
