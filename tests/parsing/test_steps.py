"""The steps one by one: text, sentences, names, dates, amounts."""

from __future__ import annotations

from datetime import date

import pytest

from timeline.parsing.amounts import find_amounts
from timeline.parsing.assemble import is_niger_state
from timeline.parsing.dates import find_dates
from timeline.parsing.document import build_document
from timeline.parsing.gazetteer import find, names
from timeline.parsing.text import normalise
from timeline.parsing.tokens import Sentence, split_sentences


def one(text: str) -> Sentence:
    return split_sentences(text, 0, len(text))[0]


@pytest.mark.parametrize(
    ("text", "lang", "published", "expected"),
    [
        ("Ils se rendront à Moscou les 3 et 4 avril", "fr", "2025-04-01", ["2025-04-03/2025-04-04"]),
        ("une visite du 15 au 16 février", "fr", "2026-02-16", ["2026-02-15/2026-02-16"]),
        ("du 28 février au 2 mars 2025", "fr", "2025-03-04", ["2025-02-28/2025-03-02"]),
        ("ce lundi 28 juillet 2025", "fr", "2025-07-28", ["2025-07-28"]),
        ("le 1er août", "fr", "2024-08-02", ["2024-08-01"]),
        ("le 7 décembre dernier", "fr", "2026-01-04", ["2025-12-07"]),
        ("suspendu hier jeudi", "fr", "2024-12-13", ["2024-12-12"]),
        ("vendredi dernier", "fr", "2025-07-14", ["2025-07-11"]),
        ("mardi soir", "fr", "2024-08-07", ["2024-08-06"]),
        ("la semaine dernière", "fr", "2024-04-12", ["[2024-04-01..2024-04-07]"]),
        ("le mois dernier", "fr", "2024-01-12", ["2023-12"]),
        ("Niamey, le 17/07/2024", "fr", "2024-07-18", ["2024-07-17"]),
        ("on Wednesday, April 16, he led", "en", "2025-04-17", ["2025-04-16"]),
        ("signed on Friday", "en", "2024-04-13", ["2024-04-12"]),
        ("on Thursday", "en", "2024-06-20", ["2024-06-20"]),
        ("April 16-18, 2025", "en", "2025-05-01", ["2025-04-16/2025-04-18"]),
        ("from 3 to 5 May", "en", "2025-05-22", ["2025-05-03/2025-05-05"]),
        ("earlier this month", "en", "2025-05-22", ["2025-05"]),
        ("était jeudi et vendredi à Niamey", "fr", "2025-02-22", ["2025-02-20/2025-02-21"]),
        ("from Monday to Wednesday", "en", "2025-03-06", ["2025-03-03/2025-03-05"]),
        ("dans la nuit de mardi à mercredi", "fr", "2025-03-06", ["2025-03-04", "2025-03-05"]),
        ("arrived on Tuesday and left on Wednesday", "en", "2025-03-06", ["2025-03-04", "2025-03-05"]),
        ("the ministers may march on", "en", "2025-05-22", []),
    ],
)
def test_dates(text: str, lang: str, published: str, expected: list[str]) -> None:
    assert [found.edtf for found in find_dates(one(text), lang, date.fromisoformat(published))] == expected


@pytest.mark.parametrize(
    ("text", "lang", "expected"),
    [
        ("an advance of 400 million U.S. dollars", "en", [(400_000_000, "USD")]),
        ("the $400m facility", "en", [(400_000_000, "USD")]),
        ("1,3 million d'euros", "fr", [(1_300_000, "EUR")]),
        ("500 milliards de FCFA", "fr", [(500_000_000_000, "XOF")]),
        ("une centaine d'instructeurs", "fr", [(100, "instructors")]),
        ("forte de 5.000 hommes", "fr", [(5000, "soldiers")]),
        ("1 220 migrants", "fr", [(1220, "migrants")]),
        ("20,000 tons of wheat", "en", [(20_000, "tonnes")]),
        ("holds 63.4% of it", "en", [(63.4, "percent")]),
        ("five A400M aircraft", "en", []),
        ("two refurbished AB-412 helicopters", "en", [(2, "aircraft")]),
        ("a SR150 million (USD 40 million) credit", "en", [(150_000_000, "SAR"), (40_000_000, "USD")]),
        ("a KD 2.94 million loan", "en", [(2_940_000, "KWD")]),
        ("45 million Norwegian kroner", "en", [(45_000_000, "NOK")]),
        ("2 million Australian dollars and 3 million Turkish lira", "en", [(2_000_000, "AUD"), (3_000_000, "TRY")]),
        ("12 million SDR and 9 million won", "en", [(12_000_000, "XDR"), (9_000_000, "KRW")]),
        ("dix millions de roupies", "fr", [(10_000_000, "INR")]),
        ("dix millions de dinars algériens", "fr", [(10_000_000, "DZD")]),
        ("726 square kilometres", "en", [(726, "square_kilometres")]),
        ("726 kilomètres carrés", "fr", [(726, "square_kilometres")]),
        ("150 million litres of diesel", "en", [(150_000_000, "litres")]),
        ("2 000 litres de gel et 40 000 visières", "fr", [(2000, "litres"), (40_000, "items")]),
        ("115 motorcycles and 55 satellite telephones", "en", [(115, "vehicles"), (55, "items")]),
        ("seize accords", "fr", [(16, "agreements")]),
        ("eight cooperation agreements", "en", [(8, "agreements")]),
        ("80 votes for, 12 against", "en", [(80, "votes")]),
        ("quatre Américains", "fr", [(4, "persons")]),
        ("four Americans", "en", [(4, "persons")]),
        ("three Chinese companies", "en", []),
        ("suit avec 9,8 milliards, et l'autre", "fr", [(9_800_000_000, "")]),
        ("9.8 million reasons", "en", []),
        ("dozens of trucks", "en", []),
    ],
)
def test_amounts(text: str, lang: str, expected: list[tuple[float, str]]) -> None:
    assert [(amount.value, amount.unit) for amount in find_amounts(one(text), lang)] == expected


@pytest.mark.parametrize(
    ("text", "lang", "expected"),
    [
        ("Niamey et le Kremlin", "fr", ["NER", "RUS"]),
        ("l'Élysée et l'armée nigérienne", "fr", ["FRA", "NER"]),
        ("des drones turcs", "fr", ["TUR"]),
        ("le fleuve Niger", "fr", []),
        ("Niger State officials", "en", []),
        ("Nigerian and Nigerien troops", "en", ["NGA", "NER"]),
        ("un accord au nom de la BAD", "fr", ["AFDB"]),
        ("400 million U.S. dollars", "en", []),
        ("Equatorial Guinea", "en", ["GNQ"]),
    ],
)
def test_names(text: str, lang: str, expected: list[str]) -> None:
    found = [mention for mention in find(one(text), names(lang)) if mention.kind != "noise"]
    assert [mention.code for mention in found] == expected


@pytest.mark.parametrize(
    ("text", "lang", "expected"),
    [
        ("Le Niger quitte la Cédéao et l'Uemoa", "fr", ["NER", "ECOWAS", "UEMOA"]),
        ("Niger said that Ecowas had threatened it", "en", ["NER", "ECOWAS"]),
        ("They said that it had been seen in bad weather", "en", []),
    ],
)
def test_acronyms_are_found_where_they_are_printed_like_words(text: str, lang: str, expected: list[str]) -> None:
    assert [mention.code for mention in find(one(text), names(lang)) if mention.kind == "partner"] == expected


def test_normalised_text_stays_as_it_is() -> None:
    text = normalise("L\u2019\u200bUkraine\u00a0: «\u202foui\u202f»\r\n\r\n\r\n\r\nFin\x00")
    assert text == "L'Ukraine : « oui »\n\nFin"
    assert normalise(text) == text


def test_cookie_notices_and_bylines_are_no_paragraphs_of_the_story() -> None:
    text = (
        "Le Niger et le Ghana ouvrent une ligne aérienne\n\n"
        "Ce site dépose des traceurs.\n\nTout accepter · Continuer sans accepter\n\n"
        "Deux capitales à nouveau reliées.\n\nAïcha Moussa à Accra\n\n"
        "Le ministre nigérien des Transports a inauguré mardi la liaison avec Accra."
    )
    document = build_document(text, "fr", None)
    last = document.sentences[-1]
    assert "inauguré" in last.sentence.low
    assert last.paragraph == 2
    assert not any("traceurs" in one.sentence.low for one in document.sentences)


@pytest.mark.parametrize(
    ("title", "lang", "opinion"),
    [
        ("Essay: Russia signs, Niger waits", "en", True),
        ("Chronique – La Russie signe, le Niger attend", "fr", True),
        ("Chronique diplomatique : la Russie signe avec le Niger", "fr", False),
        ("Profile of a river: Niger signs with Russia", "en", False),
    ],
)
def test_a_label_of_opinion_before_a_title_counts_with_a_sign_after_it(title: str, lang: str, opinion: bool) -> None:
    lead = {"en": "Niger and Russia signed an accord in Niamey.", "fr": "Le Niger et la Russie ont signé un accord."}
    assert build_document(f"{title}\n\n{lead[lang]}", lang, None).opinion is opinion


def test_the_state_of_niger_in_nigeria_is_not_the_republic() -> None:
    text = (
        "Un marché incendié dans l'État du Niger\n\nDes hommes armés ont attaqué un marché dans l'État du Niger, a "
        "indiqué la police du Nigeria."
    )
    assert is_niger_state(build_document(text, "fr", None))
    assert not is_niger_state(build_document(text.replace("l'État du Niger", "l'ouest du Niger"), "fr", None))
