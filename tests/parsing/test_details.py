"""Details of drafts: who acted, how far an act has come, where and when it was done, who took part, and amounts."""

from __future__ import annotations

from typing import Any

import pytest

from timeline.parsing import parse_article


def draft(text: str, lang: str, published: str = "2025-03-06") -> dict[str, Any]:
    """The main record of a text."""
    return parse_article(text, published=published, lang=lang)[0].record


def where(record: dict[str, Any]) -> str:
    """The name of a record's place."""
    return record.get("place", {}).get("name", "")


@pytest.mark.parametrize(
    ("text", "lang", "initiator", "place"),
    [
        ("Au palais\n\nLe général Tiani a été reçu lundi par l'émir du Koweït.", "fr", "NER", "Kuwait City"),
        ("Au palais\n\nLe général Tiani a reçu lundi le ministre turc de la Défense.", "fr", "TUR", "Niamey"),
        ("Un ministre à Lomé\n\nLe Niger a dépêché un ministre en visite au Togo lundi.", "fr", "NER", "Lomé"),
        ("A visit\n\nThe Ghanaian foreign minister, received by General Tiani, left Niger.", "en", "GHA", "Niamey"),
        ("Minister in Benin\n\nNiger's minister paid a working visit to Benin on Monday.", "en", "NER", "Cotonou"),
        (
            "Le ministre polonais au Niger\n\nEn visite au Niger, le ministre polonais a vu le général Tiani, puis des "
            "déplacés à Agadez.",
            "fr",
            "POL",
            "Niamey",
        ),
    ],
)
def test_the_guest_acts_at_the_host_s(text: str, lang: str, initiator: str, place: str) -> None:
    record = draft(text, lang)
    assert (record["act"], record["initiator"], where(record)) == ("visit", initiator, place)


@pytest.mark.parametrize(
    ("text", "lang", "act", "initiator", "place"),
    [
        (
            "Dons\n\nLe ministre nigérien de la Santé a réceptionné lundi vingt ambulances données par la Turquie.",
            "fr",
            "delivery",
            "TUR",
            "Niamey",
        ),
        (
            "Relief for Niger\n\nDOHA, March 5 – Qatar delivered 40 tonnes of food aid to Niger on Tuesday.",
            "en",
            "delivery",
            "QAT",
            "Niamey",
        ),
        (
            "Niger rappelle son ambassadrice\n\nLe Niger a rappelé lundi son ambassadrice en Côte d'Ivoire, a annoncé "
            "le ministère nigérien des Affaires étrangères.\n\nElle a quitté Abidjan le soir même.",
            "fr",
            "recall",
            "NER",
            "Niamey",
        ),
        (
            "Niger accuses Ghana at the United Nations\n\nNEW YORK - Niger's prime minister on Monday accused Ghana, "
            "before the United Nations General Assembly, of backing rebels.",
            "en",
            "statement",
            "NER",
            "New York",
        ),
        (
            "Accord de prêt\n\nLe Niger et la BOAD ont signé lundi un accord de prêt de 20 milliards de FCFA.",
            "fr",
            "loan",
            "joint",
            "Niamey",
        ),
    ],
)
def test_acts_of_a_kind_are_done_by_those_and_there_where_they_usually_are(
    text: str, lang: str, act: str, initiator: str, place: str
) -> None:
    record = draft(text, lang)
    assert (record["act"], record["initiator"], where(record)) == (act, initiator, place)


def test_a_country_with_which_a_title_opens_is_only_its_label() -> None:
    text = "Niger : la Russie dément\n\nNiger : la Russie a démenti lundi tout achat d'uranium nigérien."
    assert draft(text, "fr")["initiator"] == "RUS"


def test_an_embassy_only_says_where_it_stands() -> None:
    text = "Aide\n\nLa Belgique a fait don lundi de vivres au Niger, a dit l'ambassade de Belgique à Ouagadougou."
    assert where(draft(text, "fr")) == "Niamey"


@pytest.mark.parametrize(
    ("text", "lang", "expected"),
    [
        (
            "Japan aids Niger\n\nJapan granted Niger 4 million euros for rice; notes were signed on Monday in Niamey.",
            "en",
            ("grant", "SUPPORT", "signed"),
        ),
        (
            "IMF lends to Niger\n\nThe executive board of the IMF approved a loan of $40 million for Niger on Monday.",
            "en",
            ("loan", "AID", "completed"),
        ),
        (
            "Nigeria reopens border\n\nNigeria on Monday ordered its border with Niger reopened with immediate effect.",
            "en",
            ("border-reopening", "RETREAT", "in_force"),
        ),
    ],
)
def test_status_is_told_by_what_makes_an_act_binding(text: str, lang: str, expected: tuple[str, str, str]) -> None:
    record = draft(text, lang)
    assert (record["act"], record["event_type"], record["status"]) == expected


@pytest.mark.parametrize(
    ("text", "lang", "date"),
    [
        (
            "Le ministre ghanéen à Niamey\n\nLe ministre ghanéen des Affaires étrangères était mardi et mercredi au "
            "Niger pour une visite.",
            "fr",
            "2025-03-04/2025-03-05",
        ),
        (
            "Ghana's minister in Niger\n\nThe Ghanaian foreign minister ended a two-day visit to Niger on Wednesday.",
            "en",
            "2025-03-04/2025-03-05",
        ),
        (
            "Le ministre ghanéen à Niamey\n\nLe ministre ghanéen a achevé mercredi une visite de trois jours au Niger.",
            "fr",
            "2025-03-03/2025-03-05",
        ),
        (
            "Le ministre ghanéen à Niamey\n\nLe ministre ghanéen, en visite au Niger il y a deux jours, a quitté "
            "Niamey mercredi.",
            "fr",
            "2025-03-05",
        ),
        (
            "Ghana's minister in Niger\n\nThe Ghanaian foreign minister ended a visit to Niger on Wednesday, two days "
            "after the president's.",
            "en",
            "2025-03-05",
        ),
    ],
)
def test_a_visit_lasts_from_its_first_day_to_its_last(text: str, lang: str, date: str) -> None:
    assert draft(text, lang)["date"] == date


def test_the_day_of_another_thing_is_not_that_of_the_act() -> None:
    text = "Talon\n\nLe président du Bénin a sommé jeudi le Niger de lui remettre les mutins du 26 février."
    assert draft(text, "fr")["date"] == "2025-03-06"


@pytest.mark.parametrize(
    "line", ["Lomé | La Gazette | jeudi 6 mars 2025, 17:40", "Rédaction de la Gazette, jeudi 6 mars"]
)
def test_a_line_about_the_page_does_not_date_the_act(line: str) -> None:
    text = f"Un accord\n\n{line}\n\nLe Niger et le Togo sont désormais liés : l'accord de transit a été signé mercredi."
    assert draft(text, "fr")["date"] == "2025-03-05"


@pytest.mark.parametrize("line", ["Lomé, 6 mars 2025. ", "Lomé, 6 mars (La Gazette). "])
def test_a_date_line_may_end_with_a_full_stop(line: str) -> None:
    text = f"Coopération\n\n{line}Le Niger et le Togo ont signé hier un accord de transit."
    record = draft(text, "fr")
    assert (record["date"], where(record)) == ("2025-03-05", "Lomé")


def test_a_decision_is_dated_by_its_verb_even_where_it_is_still_to_be_carried_out() -> None:
    text = (
        "Le Burkina va ouvrir une ambassade au Niger\n\nLe Burkina Faso a adopté mercredi un décret : il ouvrira une "
        "ambassade à Niamey."
    )
    assert draft(text, "fr")["date"] == "2025-03-05"


def figures(text: str, lang: str) -> list[tuple[float, str]]:
    """Value and unit of the amounts of a text's main record."""
    return [(one["value"], one["unit"]) for one in draft(text, lang).get("amounts", [])]


@pytest.mark.parametrize(
    ("text", "lang", "expected"),
    [
        (
            "Barrage\n\nLa BID a signé lundi avec le Niger un prêt de 25 milliards de francs CFA ; elle y ajoute "
            "5 milliards pour la route.",
            "fr",
            [(25_000_000_000, "XOF"), (5_000_000_000, "XOF")],
        ),
        (
            "AfDB, Niger sign $165 million loan\n\nThe African Development Bank and Niger signed on Monday a loan of "
            "$165.5 million.",
            "en",
            [(165_500_000, "USD")],
        ),
        (
            "Un don\n\nLa Norvège a signé lundi avec le Niger un don de 45 millions de couronnes.",
            "fr",
            [(45_000_000, "NOK")],
        ),
        (
            "Diesel for Mali\n\nNiger on Monday signed with Mali a contract for 150 million litres of diesel at "
            "328 CFA francs a litre.",
            "en",
            [(150_000_000, "litres")],
        ),
        (
            "Refoulements\n\nL'Algérie a refoulé lundi 600 personnes vers le Niger.",
            "fr",
            [(600, "migrants")],
        ),
        (
            "Maroc-Niger\n\nLe Niger et le Maroc ont signé lundi seize accords à Rabat.",
            "fr",
            [(16, "agreements")],
        ),
    ],
)
def test_amounts_are_those_of_the_act(text: str, lang: str, expected: list[tuple[float, str]]) -> None:
    assert figures(text, lang) == expected


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("Visit\n\nThe Egyptian foreign minister arrived in Niamey on Monday. Egypt trains 600 students.", "en"),
        (
            "Visite\n\nLe ministre égyptien des Affaires étrangères est arrivé lundi à Niamey pour une visite. Le "
            "Niger compte 27 millions d'habitants.",
            "fr",
        ),
        ("Des camions\n\nLe Maroc a livré lundi au Niger des dizaines de camions.", "fr"),
    ],
)
def test_figures_of_the_background_are_no_amounts_of_the_act(text: str, lang: str) -> None:
    assert figures(text, lang) == []


@pytest.mark.parametrize(
    ("text", "lang", "people"),
    [
        (
            "Washington freezes aid to Niger\n\nWashington on Tuesday suspended its aid to Niger, the spokesman of the "
            "State Department, Peter Hollis, said at a press briefing.",
            "en",
            ["Peter Hollis"],
        ),
        (
            "Miner warns Niger\n\nThe Canadian company threatened Niger on Monday with arbitration, chief executive "
            "John Major said.",
            "en",
            ["John Major"],
        ),
        (
            "A loan for Niger\n\nThe Saudi Fund for Development signed a loan with Niger on Monday. Signing for it was "
            "its director, Eng. Faisal Al-Harthi.",
            "en",
            ["Faisal Al-Harthi"],
        ),
        (
            "Un ministre camerounais à Niamey\n\nLe ministre camerounais de la Défense, Paul Ngo'o, est arrivé lundi à "
            "Niamey pour une visite.",
            "fr",
            ["Paul Ngo'o"],
        ),
        (
            "Une lettre\n\nLe ministre omanais, en visite à Niamey lundi, y a remis un message du président Jean "
            "Marchal.",
            "fr",
            [],
        ),
    ],
)
def test_people_are_those_who_act_or_speak(text: str, lang: str, people: list[str]) -> None:
    assert draft(text, lang).get("people", []) == people


@pytest.mark.parametrize(
    ("text", "lang", "initiator", "place"),
    [
        (
            "La coordinatrice sommée de partir\n\nLa coordinatrice des Nations unies a été expulsée mardi du Niger.",
            "fr",
            "NER",
            "Niamey",
        ),
        (
            "Carburant\n\nLe Niger a livré lundi quarante citernes au Mali ; elles sont arrivées à Bamako.",
            "fr",
            "NER",
            "Bamako",
        ),
        (
            "Fund lends to Niger\n\nThe executive board of the IMF approved in Washington on Monday the release of a "
            "loan of $40 million to Niger.",
            "en",
            "IMF",
            "Washington",
        ),
        (
            "Egypt, Niger\n\nCAIRO, March 5 (Nile Wire) – Egypt's foreign minister paid a visit to Niger on Tuesday.",
            "en",
            "EGY",
            "Niamey",
        ),
        (
            "Niger denies\n\nNIAMEY - Niger on Monday denied that Turkey had a base in Agadez.",
            "en",
            "NER",
            "Niamey",
        ),
    ],
)
def test_a_city_named_with_an_act_is_not_always_its_place(text: str, lang: str, initiator: str, place: str) -> None:
    record = draft(text, lang)
    assert (record["initiator"], where(record)) == (initiator, place)
