"""Who takes part: what the head says of the named, the learned choice between them, and the orientation of each."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from timeline.parsing import parse_article
from timeline.parsing.choosing import RESERVE, Choice, Chosen, choosing, dumps, loads, shipped
from timeline.parsing.document import Document, build_document
from timeline.parsing.model import using
from timeline.parsing.named import Act, Named, named_in, seats_of
from timeline.parsing.partner_training import LESSON, Told, dataset_examples, same, train
from timeline.paths import project_root
from timeline.storage import write_atomic

TREATY = Act("treaty", "SUPPORT")


def told(text: str, lang: str = "en", day: date = date(2024, 6, 2)) -> Document:
    """An article, read."""
    return build_document(text, lang, day)


def partners(text: str, published: str = "2024-06-02") -> dict[str, str]:
    """The partners of the first draft, with their orientation."""
    return parse_article(text, published=published)[0].record["partners"]


def examples() -> list[Told]:
    """Twenty texts in which who opens the title is a partner, who is a neighbour is none, and allies go together."""
    first, second, third = {"opens title"}, {"neighbour"}, {"beside an ally"}
    allies = {("FRA", "MLI"): {"apart"}, ("FRA", "TCD"): {"allies"}, ("MLI", "TCD"): {"apart"}}
    named = Named({"FRA": first, "MLI": second, "TCD": third}, allies)
    return [Told(f"event-{number}", named, frozenset({"FRA", "TCD"})) for number in range(20)]


def turned() -> list[Told]:
    """The same texts, told of the neighbour."""
    return [replace(one, partners=frozenset({"MLI"})) for one in examples()]


@pytest.fixture(scope="module")
def choice() -> Choice:
    return train(examples())


def test_who_opens_the_title_and_who_goes_with_him_are_chosen(choice: Choice) -> None:
    assert set(choice.partners(examples()[0].named).odds) == {"FRA", "TCD"}
    assert set(train(turned()).partners(examples()[0].named).odds) == {"MLI"}


def test_somebody_is_chosen_where_somebody_is_named(choice: Choice) -> None:
    assert list(choice.partners(Named({"MLI": {"neighbour"}})).odds) == ["MLI"]
    assert choice.partners(Named()) == Chosen({}, 0.0)


def test_the_choice_is_surer_the_plainer_it_is() -> None:
    weights = Choice({"loud": 400, "quiet": -400, "vague": 10}, {}, 0)
    plain = weights.partners(Named({"FRA": {"loud"}, "MLI": {"quiet"}}))
    vague = weights.partners(Named({"FRA": {"vague"}, "MLI": {"vague"}}))
    assert 0 < vague.sureness < 0.5 < 0.9 < plain.sureness <= 1


def test_many_named_are_chosen_among_without_delay(choice: Choice) -> None:
    codes = {f"C{number:02}": {"opens title"} for number in range(40)}
    assert 1 <= len(choice.partners(Named(codes)).odds) < len(codes)


def test_the_strongest_stay_unless_another_is_clearly_likelier() -> None:
    named = Named({"FRA": {"loud"}, "MLI": {"quiet"}}, {("FRA", "MLI"): {"apart"}}, strongest=frozenset({"MLI"}))
    for lead, expected in ((RESERVE - 10, "MLI"), (RESERVE + 10, "FRA")):
        weights = Choice({"loud": lead, "quiet": 0}, {"apart": -500}, 0)
        assert list(weights.partners(named).odds) == [expected]


def test_training_twice_gives_the_same_and_a_file_holds_all_of_it(choice: Choice) -> None:
    assert train(examples()) == choice
    assert loads(dumps(choice)) == choice


def test_other_records_are_told_from_other_rounding(choice: Choice) -> None:
    assert same(choice, replace(choice, one={name: weight + 1 for name, weight in choice.one.items()}))
    assert not same(choice, replace(choice, bias=choice.bias + 100))
    assert not same(choice, train(turned()))


def test_drift_sees_weights_of_other_records(tmp_path: Path, choice: Choice) -> None:
    lesson = replace(LESSON, examples=lambda _: examples())
    assert not lesson.up_to_date(tmp_path)
    write_atomic(lesson.path(tmp_path), dumps(choice))
    assert lesson.up_to_date(tmp_path)
    assert not replace(lesson, examples=lambda _: turned()).up_to_date(tmp_path)


def test_shipped_weights_are_small_and_name_nobody() -> None:
    found = shipped()
    assert found is not None
    assert LESSON.path(project_root()).stat().st_size < 200_000
    states = {code for one in dataset_examples(project_root())[:300] for code in one.partners} - {"AES", "MLI", "BFA"}
    said = {word for feature in (*found.one, *found.two) for word in feature.split()}
    assert len(states) > 20
    assert said.isdisjoint(states)


def test_the_head_is_the_title_and_the_lead_not_what_follows() -> None:
    lead = "The ministers of Niger and Chad signed it on Friday in the presence of the two heads of state, " * 2
    named = named_in(told(f"Niger and Chad sign an accord\n\n{lead}it was said.\n\nMali had refused it."), TREATY)
    assert set(named.features) == {"TCD"}
    assert {"title name", "row with Niger", "title of 1"} <= named.features["TCD"]


def test_where_title_and_lead_name_nobody_the_next_paragraphs_are_read() -> None:
    named = named_in(told("Accord signed in Niamey\n\nThe minister of Niger signed.\n\nChad signed too."), TREATY)
    assert set(named.features) == {"TCD"}


def test_a_city_that_only_says_where_is_told_from_one_that_acts() -> None:
    named = named_in(told("Moscow and Niger sign an accord in Ankara, the Turkish capital."), TREATY).features
    assert "title city" in named["RUS"]
    assert {form for form in named["TUR"] if form.startswith("title in")} == {"title in city", "title in city of 2"}


def test_the_seat_of_an_organisation_stands_for_it_and_not_for_its_country() -> None:
    bank = told("Washington lends Niger 20 million\n\nThe World Bank approved it on Friday.")
    assert seats_of(bank) == {"USA": "WB"}
    assert set(named_in(bank, TREATY).features) == {"WB"}
    country = told("Washington lends Niger 20 million\n\nThe United States told the World Bank so on Friday.")
    assert seats_of(country) == {}


@pytest.mark.parametrize(("day", "codes"), [(date(2024, 6, 2), {"AES", "MLI", "BFA"}), (date(2023, 8, 2), {"MLI"})])
def test_who_names_one_of_the_alliance_may_mean_all_once_it_exists(day: date, codes: set[str]) -> None:
    assert set(named_in(told("Niger and Mali sign an accord.", day=day), TREATY).features) == codes


@pytest.mark.parametrize(("text", "lang"), [("Niger's trio signs.", "en"), ("Le Niger et les trois pays.", "fr")])
def test_the_alliance_is_known_by_other_words(text: str, lang: str) -> None:
    assert "alliance: phrase in title" in named_in(told(text, lang), TREATY).features["AES"]
    assert named_in(told(text, lang, date(2020, 1, 1)), TREATY).features == {}


def test_each_item_of_a_digest_has_partners_of_its_own() -> None:
    items = "Niger / Chad. Niger and Chad signed a treaty on Friday.\n\nNiger / Qatar. Niger hosted Qatar on Friday."
    drafts = parse_article(f"Sahel weekly digest\n\n{items}", published="2024-06-02")
    assert [set(draft.record["partners"]) for draft in drafts] == [{"TCD"}, {"QAT"}]


def test_an_event_beside_the_main_one_is_told_by_its_own_paragraph_and_the_partners_of_that() -> None:
    text = "Niger receives Turkey\n\nThe Turkish minister visited Niger.\n\nIn Rome, Niger and Italy signed an accord."
    document = build_document(text, "en", None)
    beside = frozenset({"TUR"})
    act = Act("treaty", "SUPPORT", document.sentences[-1], None, beside=beside)
    features = named_in(document, act).features
    assert {"no partner of main", "beside: no partner of main", "with act"} <= features["ITA"]
    assert "partner of main" in features["TUR"]
    assert not any("of main" in one for one in named_in(document, replace(act, beside=frozenset())).features["ITA"])


def test_a_joint_exit_names_the_allies_nearer_and_what_they_leave_farther() -> None:
    text = (
        "Le Niger, le Mali et le Burkina Faso se retirent de la CPI\n\n"
        "Dans un communiqué conjoint publié lundi, les trois pays de la Confédération des États du Sahel ont annoncé "
        "leur retrait de la Cour pénale internationale."
    )
    allies = {"AES": "toward", "MLI": "toward", "BFA": "toward"}
    assert partners(text, "2025-09-23") == {"ICC": "away"} | allies


def test_whom_the_allies_meet_stays_beside_them() -> None:
    text = (
        "Les chefs de la diplomatie de l'AES attendus à Moscou\n\n"
        "Les ministres des Affaires étrangères du Niger, du Mali et du Burkina Faso se rendront à Moscou jeudi pour "
        "une première session de consultations avec la Russie, a annoncé la Confédération des États du Sahel."
    )
    assert set(partners(text, "2025-04-02")) == {"RUS", "AES", "MLI", "BFA"}


def test_what_is_done_to_the_allies_themselves_stays_as_it_is_coded() -> None:
    text = "La CPI réclame le Niger\n\nLe Niger se retire lundi de la Cour pénale internationale."
    assert set(partners(text, "2025-09-23").values()) == {"away"}


def test_without_weights_the_strongest_name_decides() -> None:
    text = "Niger and Chad sign a treaty\n\nNiger and Chad signed a treaty on Friday."
    with using(None), choosing(None):
        assert partners(text) == {"TCD": "toward"}
    with using(None), choosing(Choice({"title name": -400}, {}, 0)):
        assert partners(text) == {"TCD": "toward"}
